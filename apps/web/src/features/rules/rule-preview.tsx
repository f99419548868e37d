import type { RuleSettings } from '@fieldloop/domain/rules';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { failureOf } from '../../ui/desk/failure.ts';
import { failureWords } from '../../ui/desk/failure-words.ts';
import { formatClock, formatDay } from '../../ui/desk-format/instants.ts';
import { formatCount, formatRange, formatRate } from '../../ui/desk-format/numbers.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { OutputOf } from '../../runtime/api/call.ts';

type Preview = OutputOf<'alerts.preview'>;

interface RulePreviewProps {
  /** Absent while the form cannot be read. */
  readonly settings: RuleSettings | undefined;
  readonly directory: Directory;
  readonly onAsk: () => void;
}

/** Tries the rule on the days there are: how many of them it would have rung on. */
export function RulePreview({ settings, directory, onAsk }: RulePreviewProps) {
  const locale = useLocale();
  const [asked, setAsked] = useState<RuleSettings>();
  const preview = useQuery(api.alerts.preview.queryOptions(asked ? { rule: asked } : skipToken));
  const ask = () => {
    onAsk();
    if (settings) setAsked(settings);
  };
  return (
    <section
      aria-label={m.desk_rule_preview()}
      className="grid gap-2 rounded-[12px] border border-line bg-surface p-3.5"
    >
      <Button className="justify-self-start" onClick={ask}>
        {m.desk_rule_preview()}
      </Button>
      <div role="status">
        {asked && preview.isFetching && <p>{m.desk_rule_preview_working()}</p>}
        {asked && preview.error && !preview.isFetching && (
          <p className="text-critical">{failureWords(failureOf(preview.error))}</p>
        )}
        {asked && preview.data && !preview.isFetching && (
          <Result preview={preview.data} directory={directory} locale={locale} />
        )}
      </div>
    </section>
  );
}

const listed = 6;

function Result({
  preview,
  directory,
  locale,
}: {
  readonly preview: Preview;
  readonly directory: Directory;
  readonly locale: Locale;
}) {
  if (preview.days === 0) return <p>{m.desk_rule_preview_none()}</p>;
  return (
    <>
      <p className="text-m font-bold">{m.desk_rule_preview_result({ fired: preview.firedDays, days: preview.days })}</p>
      {preview.notEnoughDays > 0 && (
        <p className="text-ink-3">{m.desk_rule_preview_not_enough({ count: preview.notEnoughDays })}</p>
      )}
      <ul className="mt-1.5 grid gap-0.5 text-[0.8125rem] text-ink-2">
        {preview.firings.slice(0, listed).map((firing) => (
          <li key={`${firing.site} ${firing.at}`}>{sayFiring(firing, directory, locale)}</li>
        ))}
      </ul>
      {preview.firings.length > listed && (
        <p className="text-[0.8125rem] text-ink-3">
          {m.desk_rule_preview_more({ count: preview.firings.length - listed })}
        </p>
      )}
    </>
  );
}

function sayFiring(firing: Preview['firings'][number], directory: Directory, locale: Locale): string {
  const zone = directory.site(firing.site)?.timeZone ?? 'UTC';
  const rate = firing.denominator > 0 && firing.value !== undefined;
  return m.desk_rule_preview_firing({
    day: formatDay(firing.at, zone, locale),
    time: formatClock(firing.at, zone, locale),
    value: rate ? formatRate(firing.value ?? 0, locale) : formatCount(firing.numerator, locale),
    numerator: formatCount(firing.numerator, locale),
    denominator: rate ? formatCount(firing.denominator, locale) : m.desk_none(),
    range:
      firing.low === undefined || firing.high === undefined
        ? m.desk_none()
        : formatRange(firing.low, firing.high, locale),
  });
}
