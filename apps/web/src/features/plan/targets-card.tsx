import { metrics } from '@fieldloop/domain/metrics';
import { type Target, targetAt } from '@fieldloop/domain/records/target';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatDay } from '../../ui/desk-format/instants.ts';
import { listOf, localText } from '../../ui/desk-format/local-text.ts';
import { formatQuantity } from '../../ui/desk-format/quantity.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { TargetPanel } from './target-panel.tsx';
import { targetDaysWords, targetWindowWords } from './target-words.ts';

interface TargetsCardProps {
  readonly plan: string;
  readonly sites: readonly string[];
  readonly currency: string;
  readonly directory: Directory;
}

/** What the plan should reach, with operations' estimate beside the promise. */
export function TargetsCard({ plan, sites, currency, directory }: TargetsCardProps) {
  const locale = useLocale();
  const may = useMay('target-set');
  const [adding, setAdding] = useState(false);
  const targets =
    useRecords('desk', 'target', (target) => target.plan === plan || target.sites.some((site) => sites.includes(site)))
      .value ?? [];
  return (
    <Card
      title={m.desk_plan_targets()}
      label={m.desk_plan_targets()}
      tools={may && <Button onClick={() => setAdding(true)}>{m.desk_plan_target_new()}</Button>}
    >
      {targets.length === 0 && <p className="text-ink-3">{m.desk_plan_targets_none()}</p>}
      <ul className="mt-1">
        {targets.map((target) => (
          <Row key={target.id} target={target} currency={currency} directory={directory} locale={locale} />
        ))}
      </ul>
      {adding && (
        <TargetPanel
          plan={plan}
          sites={sites}
          directory={directory}
          onClose={() => setAdding(false)}
          idFor={(form) =>
            targets.find(
              (target) =>
                target.metric === form.metric &&
                target.window === form.window &&
                [...target.sites].sort().join() === [...form.sites].sort().join() &&
                (target.days ?? ['all']).join() === form.days,
            )?.id ?? `target-${crypto.randomUUID()}`
          }
        />
      )}
    </Card>
  );
}

function Row({
  target,
  currency,
  directory,
  locale,
}: {
  readonly target: Target;
  readonly currency: string;
  readonly directory: Directory;
  readonly locale: Locale;
}) {
  const metric = metrics.get(target.metric);
  const value = targetAt(target, serverNow()) ?? target.values.at(-1);
  const zone = directory.site(target.sites[0] ?? '')?.timeZone ?? 'UTC';
  const print = (figure: number) => formatQuantity(figure, { unit: metric?.unit ?? 'count', currency, locale });
  if (!value) return null;
  const about = [
    target.sites.length === 0 ? m.desk_all_sites() : listOf(target.sites.map(directory.siteName), locale),
    targetWindowWords(target.window),
    ...(target.days?.length === 1 && target.days[0] ? [targetDaysWords(target.days[0])] : []),
    `${m.desk_plan_target_from()} ${formatDay(value.from, zone, locale)}`,
  ].join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line py-2 first:border-0">
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-semibold">{metric ? localText(metric.title, locale) : target.metric}</p>
        <p className="text-[0.8125rem] text-ink-3">{about}</p>
      </div>
      <div className="ml-auto text-right">
        <p className="text-[1.06rem] font-bold">{print(value.value)}</p>
        {value.estimate === undefined ? (
          <Tag tone="attention">{m.desk_plan_target_estimate_missing()}</Tag>
        ) : (
          <p className="text-[0.8125rem] text-ink-3">{`${m.desk_plan_target_estimate()} ${print(value.estimate)}`}</p>
        )}
      </div>
    </li>
  );
}
