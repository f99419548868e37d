import type { Alert } from '@fieldloop/domain/records/alert';
import type { Item } from '@fieldloop/domain/records/item';
import { Link } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { formatClock, formatDuration, formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { AlertCard } from './alert-card.tsx';
import { ExceptionCard } from './exception-card.tsx';
import { type Exception, byUrgency, toneOf } from './exceptions.ts';
import type { SiteNow } from './now.ts';
import { severityWords } from './severity-words.ts';

export interface AttentionProps {
  readonly alerts: readonly Alert[];
  readonly issues: readonly { readonly site: string; readonly item: Item }[];
  readonly sites: readonly SiteNow[];
  readonly rules: ReadonlyMap<string, string>;
  readonly directory: Directory;
  readonly me: string | undefined;
  /** The alert that a message pointed to. */
  readonly pointed: string | undefined;
  readonly onTake: (alert: Alert) => void;
  /** Absent: this person may not open loops. */
  readonly onOpenLoop: ((alert: Alert) => void) | undefined;
}

const atMost = 8;

/** What needs somebody now, most urgent first. */
export function AttentionList(props: AttentionProps) {
  const exceptions = exceptionsOf(props).sort(byUrgency);
  return (
    <section aria-label={m.desk_now_attention()}>
      <h2 className="desk-card-title mb-2.5">{m.desk_now_attention()}</h2>
      {exceptions.length === 0 && <p className="text-ink-3">{m.desk_now_attention_none()}</p>}
      <ul className="grid gap-2.5">
        {exceptions.slice(0, atMost).map((exception) => (
          <Entry key={`${exception.kind} ${exception.id}`} exception={exception} {...props} />
        ))}
      </ul>
      {exceptions.length > atMost && (
        <Link to="/desk/issues" className="mt-3 inline-block font-semibold text-accent underline">
          {m.desk_now_attention_more({ count: exceptions.length - atMost })}
        </Link>
      )}
    </section>
  );
}

function Entry({ exception, ...props }: AttentionProps & { readonly exception: Exception }) {
  if (exception.kind === 'alert') {
    const alert = props.alerts.find(({ id }) => id === exception.id);
    if (!alert) return null;
    return (
      <AlertCard
        alert={alert}
        rule={props.rules.get(alert.rule)}
        directory={props.directory}
        me={props.me}
        pointed={alert.id === props.pointed}
        onTake={() => props.onTake(alert)}
        onOpenLoop={props.onOpenLoop && (() => props.onOpenLoop?.(alert))}
      />
    );
  }
  return exception.kind === 'phone' ? (
    <PhoneEntry exception={exception} {...props} />
  ) : (
    <IssueEntry exception={exception} {...props} />
  );
}

function PhoneEntry({ exception, sites }: AttentionProps & { readonly exception: Exception }) {
  const locale = useLocale();
  const site = sites.find(({ id }) => id === exception.site);
  const phone = site?.devices.find(({ device }) => device === exception.id);
  if (!site || !phone) return null;
  const words = {
    site: site.name,
    person: phone.personName ?? phone.person,
    duration: formatDuration(serverNow() - exception.at, locale),
  };
  return (
    <ExceptionCard
      tone={toneOf(exception)}
      title={m.desk_now_phone_late(words)}
      note={m.desk_now_phone_late_note({ time: formatClock(site.judgedUpTo, site.timeZone, locale) })}
    />
  );
}

function IssueEntry({ exception, issues, directory }: AttentionProps & { readonly exception: Exception }) {
  const locale = useLocale();
  const found = issues.find(({ item }) => item.id === exception.id);
  if (!found) return null;
  const { item, site } = found;
  const timeZone = directory.site(site)?.timeZone ?? 'UTC';
  const note = [
    directory.personName(item.by),
    formatMoment(item.openedAt, serverNow(), timeZone, locale),
    severityWords(item.severity?.value ?? 'medium'),
    ...(item.zone ? [directory.zoneName(site, item.zone.value)] : []),
    ...(item.photos.length > 0 ? [m.desk_now_photos({ count: item.photos.length })] : []),
  ].join(' · ');
  const title = m.desk_now_alert_titled({
    site: directory.siteName(site),
    title: item.title?.value ?? item.text.value,
  });
  return (
    <ExceptionCard
      tone={toneOf(exception)}
      title={title}
      note={note}
      photo={item.photos[0]?.photo}
      photoLabel={m.desk_photo_of({ title: item.text.value })}
    >
      <Link to="/desk/issues" search={{ item: item.id }} className="button button-primary">
        {m.desk_now_handle()}
      </Link>
    </ExceptionCard>
  );
}

function exceptionsOf({ alerts, issues, sites }: AttentionProps): Exception[] {
  return [
    ...alerts.map((alert) => ({
      kind: 'alert' as const,
      id: alert.id,
      site: alert.site,
      at: alert.firedAt,
      severity: alert.severity,
      acknowledged: alert.acknowledged !== undefined,
    })),
    ...issues.map(({ site, item }) => ({
      kind: 'issue' as const,
      id: item.id,
      site,
      at: item.openedAt,
      severity: item.severity?.value ?? 'medium',
    })),
    ...sites.flatMap((site) =>
      site.devices
        .filter(({ unsynced }) => unsynced === 'maybe')
        .map((phone) => ({
          kind: 'phone' as const,
          id: phone.device,
          site: site.id,
          at: phone.lastSyncAt ?? phone.lastSeenAt ?? site.judgedUpTo,
        })),
    ),
  ];
}
