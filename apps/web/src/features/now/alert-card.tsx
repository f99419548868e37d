import type { Alert } from '@fieldloop/domain/records/alert';
import { Link } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { alertEvidence, alertTitle } from './alert-words.ts';
import { ExceptionCard } from './exception-card.tsx';
import { toneOf } from './exceptions.ts';

interface AlertCardProps {
  readonly alert: Alert;
  readonly rule: string | undefined;
  readonly directory: Directory;
  readonly me: string | undefined;
  readonly pointed: boolean;
  readonly onTake: () => void;
  /** Absent: this person may not open loops. */
  readonly onOpenLoop: (() => void) | undefined;
}

/** A firing alert: take it, or make it a loop. */
export function AlertCard({ alert, rule, directory, me, pointed, onTake, onOpenLoop }: AlertCardProps) {
  const locale = useLocale();
  const timeZone = directory.site(alert.site)?.timeZone ?? 'UTC';
  const taken = alert.acknowledged?.by;
  const note = [
    m.desk_now_alert(),
    alertEvidence(alert, locale),
    m.desk_now_alert_since({ time: formatMoment(alert.firedAt, serverNow(), timeZone, locale) }),
    ...(taken ? [taken === me ? m.desk_now_taken_you() : m.desk_now_taken({ name: directory.personName(taken) })] : []),
  ].join(' · ');
  return (
    <ExceptionCard
      tone={toneOf({
        kind: 'alert',
        id: alert.id,
        site: alert.site,
        at: alert.firedAt,
        severity: alert.severity,
        acknowledged: taken !== undefined,
      })}
      title={alertTitle(alert, { site: directory.siteName(alert.site), rule, locale })}
      note={note}
      pointed={pointed}
    >
      {!taken && (
        <Button tone="primary" onClick={onTake}>
          {m.desk_now_take()}
        </Button>
      )}
      {alert.loop ? (
        <Link to="/desk/loops/$loop" params={{ loop: alert.loop }} className="button">
          {m.desk_now_to_loop()}
        </Link>
      ) : (
        onOpenLoop && <Button onClick={onOpenLoop}>{m.desk_now_open_loop()}</Button>
      )}
    </ExceptionCard>
  );
}
