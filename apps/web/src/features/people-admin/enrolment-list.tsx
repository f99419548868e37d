import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { askFirst } from '../../ui/desk/ask-first.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { Card } from '../../ui/desk/page-head.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { type Enrolment, enrolmentState, enrolmentStateWords } from './enrolment-state.ts';
import { NewEnrolment } from './new-enrolment.tsx';
import { roleWords } from './role-words.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.people.enrolments.queryKey() });

/** Join codes: which still work, who used them, and a way to revoke each. */
export function EnrolmentList({ directory }: { readonly directory: Directory }) {
  const [adding, setAdding] = useState(false);
  const asked = useQuery(api.people.enrolments.queryOptions());
  const revoke = useMutation(api.people.revokeEnrolment.mutationOptions({ onSuccess: refresh }));
  const revokeOnce = async (id: string) => {
    const question = { title: m.desk_enrol_revoke_ask(), note: m.desk_enrol_revoke_note(), confirm: m.desk_enrol_revoke() };
    if (await askFirst(question)) await attempt(() => revoke.mutateAsync({ id }));
  };
  return (
    <Card
      title={m.desk_enrol_title()}
      label={m.desk_enrol_title()}
      tools={
        <Button tone="primary" onClick={() => setAdding(true)}>
          {m.desk_enrol_new()}
        </Button>
      }
    >
      <Answer of={asked} rows={3}>
        {(enrolments) =>
          enrolments.length === 0 ? (
            <p className="mt-1 text-ink-3">{m.desk_enrol_none()}</p>
          ) : (
            <ul className="mt-1">
              {[...enrolments]
                .sort((left, right) => right.createdAt - left.createdAt)
                .map((each) => (
                  <Row
                    key={each.id}
                    enrolment={each}
                    directory={directory}
                    onRevoke={() => void revokeOnce(each.id)}
                  />
                ))}
            </ul>
          )
        }
      </Answer>
      {adding && (
        <SidePanel title={m.desk_enrol_new()} onClose={() => setAdding(false)}>
          <NewEnrolment directory={directory} onCreated={() => void refresh()} />
        </SidePanel>
      )}
    </Card>
  );
}

function Row({
  enrolment,
  directory,
  onRevoke,
}: {
  readonly enrolment: Enrolment;
  readonly directory: Directory;
  readonly onRevoke: () => void;
}) {
  const locale = useLocale();
  const state = enrolmentState(enrolment, serverNow());
  const { words, tone } = enrolmentStateWords(state);
  const zone = directory.site(enrolment.site)?.timeZone ?? 'UTC';
  const title = `${directory.siteName(enrolment.site)} · ${roleWords(enrolment.role)}`;
  return (
    <li className="flex flex-wrap items-center gap-2 border-t border-line py-2 first:border-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{title}</span>
          <Tag tone={tone}>{words}</Tag>
        </p>
        <p className="text-[0.8125rem] text-ink-3">
          {m.desk_enrol_used({ used: enrolment.used, uses: enrolment.uses })} ·{' '}
          {m.desk_enrol_expires_at({ time: formatMoment(enrolment.expiresAt, serverNow(), zone, locale) })}
        </p>
        {enrolment.people.length > 0 && (
          <p className="text-[0.8125rem] text-ink-3">
            {m.desk_enrol_people({
              people: listOf(
                enrolment.people.map(({ name }) => name),
                locale,
              ),
            })}
          </p>
        )}
      </div>
      {state !== 'revoked' && (
        <Button tone="quiet" aria-label={m.desk_enrol_revoke_of({ code: title })} onClick={onRevoke}>
          {m.desk_enrol_revoke()}
        </Button>
      )}
    </li>
  );
}
