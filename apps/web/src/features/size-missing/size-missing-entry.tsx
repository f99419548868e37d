import type { Payloads } from '@fieldloop/domain/payloads';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useTallies } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { siteDaySpan } from '../../ui/site-time.ts';
import { showToast } from '../../ui/toast.tsx';
import { SizeMissingSheet } from './size-missing-sheet.tsx';
import { askedSince, askedStyles } from './styles.ts';

interface SizeMissingEntryProps {
  readonly floor: Floor;
  readonly shift: string;
  readonly onClose: () => void;
}

const hourMs = 3_600_000;

/** The size sheet with the styles that were asked for today and yesterday, writing what it gets. */
export function SizeMissingEntry({ floor, shift, onClose }: SizeMissingEntryProps) {
  const day = siteDaySpan(serverNow(), floor.site.timeZone);
  const tallies = useTallies(floor.site.id, { from: day.from - 24 * hourMs, until: day.to });
  const save = async (asked: Payloads['size-missing-asked']) => {
    await write('size-missing-asked', { ...asked, shift });
    onClose();
    const times = askedSince(tallies.value ?? [], asked.style, asked.size, serverNow() - hourMs) + 1;
    const words = m.size_saved({ style: asked.style, size: asked.size });
    showToast({ text: times > 1 ? `${words} · ${m.size_last_hour({ n: times })}` : words });
  };
  return <SizeMissingSheet styles={askedStyles(tallies.value ?? [])} onAsked={(asked) => void save(asked)} onClose={onClose} />;
}
