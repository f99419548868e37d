import { useNavigate } from '../../ui/navigation.tsx';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecord, useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { attempt } from '../../ui/desk/attempt.ts';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { fromLocalInput, toLocalInput } from '../../ui/desk-format/instants.ts';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useLocale } from '../../ui/locale.ts';
import { SearchX } from 'lucide-react';
import { baseRevision, nextNumber } from './base-revision.ts';
import { DraftFields } from './draft-fields.tsx';
import { draftErrors, draftFrom } from './draft.ts';
import { EditorSide } from './editor-side.tsx';
import { publication } from './publish.ts';
import { StepList } from './step-list.tsx';
import { useDraft } from './use-draft.ts';
import { useProposals } from './use-proposals.ts';

const day = 86_400_000;

/** Writes and publishes a revision: steps against those in force, layout, when and where. */
export function RevisionEditorPage({
  plan,
  loop: loopId,
}: {
  readonly plan: string;
  readonly loop: string | undefined;
}) {
  const locale = useLocale();
  const planRecord = useRecord('desk', 'plan', plan);
  const loop = useRecord('desk', 'loop', loopId ?? '');
  const revisions = useRecords('desk', 'revision', (revision) => revision.plan === plan);
  if (planRecord.state === 'loading' || loop.state === 'loading' || revisions.state === 'loading') {
    return (
      <main className="px-4 py-4 lg:px-8">
        <LoadingState label={m.desk_loading()} rows={6} />
      </main>
    );
  }
  if (!planRecord.value || revisions.state === 'failed') {
    return (
      <main>
        <ScreenState icon={<SearchX />} title={m.desk_failed_title()}>
          {m.desk_failed_not_found()}
        </ScreenState>
      </main>
    );
  }
  const sites = loop.value
    ? loop.value.sites.filter((site) => planRecord.value?.sites.value.includes(site))
    : planRecord.value.sites.value;
  const shown = sites.length > 0 ? sites : planRecord.value.sites.value;
  return (
    <Editor
      key={`${plan} ${locale}`}
      plan={plan}
      loop={loopId}
      sites={shown}
      planSites={planRecord.value.sites.value}
      revisions={revisions.value}
    />
  );
}

interface EditorProps {
  readonly plan: string;
  readonly loop: string | undefined;
  readonly sites: readonly string[];
  readonly planSites: readonly string[];
  readonly revisions: Parameters<typeof baseRevision>[0];
}

function Editor({ plan, loop, sites, planSites, revisions }: EditorProps) {
  const navigate = useNavigate();
  const directory = useDirectory(useLocale());
  const proposals = useProposals(directory.scopes);
  const [tried, setTried] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const base = baseRevision(revisions, sites, serverNow());
  const inForce = (base?.steps ?? []).filter((step) => !step.sites || step.sites.some((site) => sites.includes(site)));
  const number = nextNumber(revisions);
  const zone = directory.site(sites[0] ?? '')?.timeZone ?? 'Asia/Shanghai';
  const { draft, change, discard } = useDraft(`revision ${plan}@${number} ${loop ?? ''}`, () =>
    draftFrom(inForce, sites, `${toLocalInput(serverNow() + day, zone).slice(0, 10)}T10:00`),
  );
  if (!draft)
    return (
      <main className="px-4 py-4 lg:px-8">
        <LoadingState label={m.desk_loading()} rows={6} />
      </main>
    );
  const errors = draftErrors(draft);
  const told = tried ? errors : new Set<never>();

  const publish = async () => {
    setTried(true);
    const effectiveFrom = fromLocalInput(draft.effective, zone);
    if (errors.size > 0 || effectiveFrom === undefined) return;
    setPublishing(true);
    const payload = publication({
      draft,
      plan,
      number,
      before: inForce,
      effectiveFrom,
      loop,
      siteOfItem: (item) => proposals.find((each) => each.item === item)?.site,
    });
    const done = await attempt(() => write('revision-published', payload));
    setPublishing(false);
    if (!done) return;
    discard();
    showToast({ text: m.desk_edit_published({ revision: `v${number}` }) });
    await (loop
      ? navigate({ to: '/desk/loops/$loop', params: { loop } })
      : navigate({ to: '/desk/plan/$plan', params: { plan } }));
  };

  return (
    <main className="mx-auto max-w-[84rem] px-4 py-4 lg:px-8 lg:py-6">
      <PageHead
        title={m.desk_edit_title({ revision: `v${number}` })}
        sub={base ? m.desk_edit_sub({ revision: `v${base.number}` }) : m.desk_edit_sub_first()}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <DraftFields draft={draft} errors={told} directory={directory} planSites={planSites} onChange={change} />
          <StepList
            draft={draft}
            base={inForce}
            errors={told}
            proposals={proposals}
            directory={directory}
            onChange={change}
          />
        </div>
        <EditorSide
          draft={draft}
          base={inForce}
          errors={told}
          directory={directory}
          publishing={publishing}
          onPublish={() => void publish()}
          onDiscard={discard}
        />
      </div>
    </main>
  );
}
