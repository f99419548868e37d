import type { LiveSession } from '@fieldloop/domain/records/live-session';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { currencySign, minorDigits, readAmount } from '../../ui/money-input.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { Total } from './differences.ts';
import { fallen, totals } from './differences.ts';
import { liveReadingPayload, readingOf } from './session-readings.ts';
import { totalName } from './words.ts';

interface ReadingSheetProps {
  readonly floor: Floor;
  readonly session: LiveSession;
  readonly onClose: () => void;
}

/** The platform's totals as they stand; the phone subtracts. */
export function ReadingSheet({ floor, session, onClose }: ReadingSheetProps) {
  const locale = useLocale();
  const { currency } = floor.site;
  const [typed, setTyped] = useState<Partial<Record<Total, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [warned, setWarned] = useState('');
  const last = session.readings.at(-1);
  const before = last && readingOf(last);
  const digits = minorDigits(currency);

  const save = async () => {
    const filled = totals.filter((total) => (typed[total] ?? '').trim() !== '');
    const values = Object.fromEntries(filled.map((total) => [total, readAmount(typed[total] ?? '', total === 'amountMinor' ? digits : 0)])) as Partial<Record<Total, number | undefined>>;
    if (filled.length === 0) return setProblem(m.live_reading_empty());
    const wrong = filled.filter((total) => values[total] === undefined);
    if (wrong.length > 0) return setProblem(`${wrong.map(totalName).join(' · ')}: ${m.live_reading_invalid()}`);
    const known = values as Partial<Record<Total, number>>;
    const fell = fallen(before, known).map(totalName).join(' · ');
    // Saving the same smaller numbers a second time says that the platform corrected them.
    if (fell && warned !== JSON.stringify(known)) {
      setWarned(JSON.stringify(known));
      return setProblem(m.live_reading_fell({ list: fell }));
    }
    const at = serverNow();
    await write('live-reading', liveReadingPayload(session, known, at, currency, crypto.randomUUID()));
    onClose();
    showToast({ text: m.live_reading_saved({ time: formatClock(at, floor.site.timeZone, locale) }) });
  };
  const was = (total: Total) => {
    const value = before?.totals[total];
    return value === undefined ? undefined : m.live_previous_reading({ n: total === 'amountMinor' ? (value / 10 ** digits).toFixed(0) : value });
  };

  return (
    <Sheet open onClose={onClose} title={m.live_reading_new()} description={m.live_reading_hint()} footer={<Button tone="primary" onClick={() => void save()}>{m.live_reading_save()}</Button>}>
      <p role="alert" className="field-error">{problem}</p>
      <div className="mt-2 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] items-end gap-4">
        {totals.map((total) => (
          <TextField
            key={total}
            label={totalName(total)}
            hint={was(total)}
            {...(total === 'amountMinor' ? { sign: currencySign(currency) } : {})}
            inputMode={total === 'amountMinor' ? 'decimal' : 'numeric'}
            autoComplete="off"
            value={typed[total] ?? ''}
            onChange={(event) => { setTyped({ ...typed, [total]: event.currentTarget.value }); setProblem(undefined); }}
          />
        ))}
      </div>
    </Sheet>
  );
}
