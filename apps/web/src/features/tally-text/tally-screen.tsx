import { Clock, Copy, ReceiptText, Share2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, Notice, ScreenState } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { composeText } from './compose-text.ts';
import { useDayFigures } from './use-day-figures.ts';

/** The numbers of the moment as one text for the group chat, to copy or to share. */
export function TallyScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const locale = useLocale();
  const { now, figures } = useDayFigures(floor);
  const { waiting, lastSyncAt, online } = useSyncStatus();
  const [kind, setKind] = useState<'now' | 'end'>('now');
  const text = figures && composeText({ site: floor.site, now, figures, kind, locale });
  const copy = async (words: string) => showToast({ text: (await copyText(words)) ? m.ui_copied() : m.ui_copy_failed() });
  const share = async (words: string) => {
    try {
      await navigator.share({ text: words });
    } catch (refused) {
      // Closing the share panel is not a failure.
      if (!(refused instanceof DOMException && refused.name === 'AbortError')) await copy(words);
    }
  };
  return (
    <Screen
      title={m.tally_title()}
      note={m.tally_note()}
      back="/floor/count"
      trailing={status}
      footer={text && (
        <>
          <Button tone="primary" icon={<Copy aria-hidden />} onClick={() => void copy(text)}>{m.ui_copy()}</Button>
          {'share' in navigator && <Button icon={<Share2 aria-hidden />} onClick={() => void share(text)}>{m.ui_share()}</Button>}
        </>
      )}
    >
      {!figures && <LoadingState label={m.ui_loading()} rows={2} />}
      {figures && !text && <ScreenState icon={<ReceiptText />} title={m.tally_empty_title()}><p>{m.tally_empty_body()}</p></ScreenState>}
      {text && (
        <div className="grid gap-4">
          <Chips label={m.tally_title()} hideLabel columns={2} options={[{ value: 'now', label: m.tally_now() }, { value: 'end', label: m.tally_day_end() }]} value={kind} onChange={setKind} />
          <p data-testid="tally-text" className="rounded-card border border-line bg-surface p-4 text-l leading-relaxed break-words select-all">{text}</p>
          {lastSyncAt !== undefined && <p className="text-s text-ink-3">{m.tally_as_of({ time: formatClock(lastSyncAt, floor.site.timeZone, locale) })}</p>}
          {(waiting > 0 || !online) && <Notice tone="attention" icon={<Clock aria-hidden />}>{m.tally_not_synced({ n: waiting })}</Notice>}
        </div>
      )}
    </Screen>
  );
}
