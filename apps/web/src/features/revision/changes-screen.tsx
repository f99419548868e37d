import { Link } from '../../ui/navigation.tsx';
import { Check, FileDiff, Wrench } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useLeads } from '../../runtime/react/use-floor.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { Screen } from '../../ui/screen.tsx';
import { Notice, ScreenState } from '../../ui/state.tsx';
import { stepChanges } from './changes.ts';
import { ChangeList } from './change-list.tsx';
import { notice } from './noticed.ts';
import { useReceipt } from './use-receipt.ts';

/** What the newest revision changes here, and one tap to say that it was read. */
export function ChangesScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const locale = useLocale();
  const leads = useLeads(floor.scope);
  const { newest: revision, inForce, site } = floor;
  const revisions = useRecords(floor.scope, 'revision');
  const { device, receipt } = useReceipt(floor, revision?.id);
  const holds = revision !== undefined && inForce?.id === revision.id;
  useEffect(() => {
    if (revision && holds) notice(revision.id);
  }, [revision, holds]);

  if (!revision) {
    return (
      <Screen title={m.revision_title()} back="/floor" trailing={status}>
        <ScreenState icon={<FileDiff />} title={m.revision_none_title()}><p>{m.revision_none_body()}</p></ScreenState>
      </Screen>
    );
  }
  const moment = (at: number) => formatMoment(at, serverNow(), site.timeZone, locale);
  const before = revisions.value?.find(({ plan, number }) => plan === revision.plan && number === revision.number - 1);
  const since = revision.inForce.findLast(({ from }) => from <= serverNow())?.from;
  const acknowledge = () => device && write('revision-acknowledged', { revision: revision.id, device });

  return (
    <Screen
      title={m.revision_title()}
      note={`${revision.title} · v${revision.number}`}
      back="/floor"
      trailing={status}
      footer={
        receipt?.readAt === undefined ? (
          <Button tone="primary" icon={<Check aria-hidden />} onClick={() => void acknowledge()}>{m.revision_acknowledge()}</Button>
        ) : (
          <p role="status" className="flex items-center gap-2 font-semibold text-accent">
            <Check aria-hidden className="size-5 flex-none" />
            {Number.isFinite(receipt.knownAt) && receipt.knownAt !== undefined ? m.revision_acknowledged({ time: moment(receipt.readAt) }) : m.revision_acknowledged_waiting()}
          </p>
        )
      }
    >
      <div className="mb-4 grid gap-3">
        <Notice icon={holds ? <Check aria-hidden /> : <Wrench aria-hidden />}>
          {holds && since !== undefined ? m.revision_in_force_since({ time: moment(since) }) : `${m.revision_effective({ time: moment(revision.effectiveFrom) })} · ${m.revision_waiting_force()}`}
        </Notice>
        {!holds && leads && <Link to="/floor/put-in-force" className={buttonClass('plain', true)}>{m.revision_put_in_force()}</Link>}
      </div>
      <ChangeList revision={revision} changes={stepChanges(before?.steps, revision.steps)} />
    </Screen>
  );
}
