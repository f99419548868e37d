import type { Alert } from '@fieldloop/domain/records/alert';
import { useNavigate } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useIdentity, useRecords, useRecordsIn } from '../../runtime/react/use-records.ts';
import { attempt } from '../../ui/desk/attempt.ts';
import { showToast } from '../../ui/toast.tsx';
import { useLocale } from '../../ui/locale.ts';
import { alertTitle } from './alert-words.ts';
import { AttentionList } from './attention-list.tsx';
import type { Now } from './now.ts';

/** Firing alerts, open issues nobody has taken, and phones that hold data back. */
export function Attention({
  now,
  directory,
  pointed,
}: {
  readonly now: Now;
  readonly directory: Directory;
  readonly pointed: string | undefined;
}) {
  const locale = useLocale();
  const navigate = useNavigate();
  const me = useIdentity()?.person.id;
  const mayOpen = useMay('loop-opened');
  const alerts = useRecordsIn(directory.scopes, 'alert').value ?? [];
  const items = useRecordsIn(directory.scopes, 'item').value ?? [];
  const rules = new Map((useRecords('desk', 'rule').value ?? []).map((rule) => [rule.id, rule.title]));

  const take = (alert: Alert) =>
    void attempt(async () => {
      await write('alert-acknowledged', { alert: alert.id }, { scope: `site:${alert.site}` });
      showToast({ text: m.desk_now_taken_you() });
    });

  const openLoop = (alert: Alert) =>
    void attempt(async () => {
      const loop = `loop-${crypto.randomUUID()}`;
      const plan = directory.site(alert.site)?.plan;
      const title = alertTitle(alert, { site: directory.siteName(alert.site), rule: rules.get(alert.rule), locale });
      await write('loop-opened', {
        loop,
        title: title.slice(0, 200),
        mode: 'ordinary',
        sites: [alert.site],
        rule: alert.rule,
        signals: [{ kind: 'alert', site: alert.site, id: alert.id }],
        ...(plan ? { plan } : {}),
        ...(me ? { owner: me } : {}),
      });
      navigate({ to: '/desk/loops/$loop', params: { loop } });
    });

  return (
    <AttentionList
      alerts={alerts
        .map(({ record }) => record)
        .filter(({ state, loop, acknowledged }) => state === 'firing' && !(loop && acknowledged))}
      issues={items
        .filter(
          ({ record }) =>
            record.kind === 'issue' && record.status.value === 'open' && !record.loop && !record.assignee?.value,
        )
        .map(({ scope, record }) => ({ site: scope.slice('site:'.length), item: record }))}
      sites={now.sites}
      rules={rules}
      directory={directory}
      me={me}
      pointed={pointed}
      onTake={take}
      onOpenLoop={mayOpen ? openLoop : undefined}
    />
  );
}
