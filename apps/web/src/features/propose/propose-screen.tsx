import type { Attachment } from '@fieldloop/domain/payload';
import { photos as photoList } from '@fieldloop/domain/payload';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { PhotoCapture } from '../../ui/photo-capture.tsx';
import { Screen } from '../../ui/screen.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useWatermark } from '../../ui/use-watermark.ts';

interface ProposeScreenProps {
  readonly floor: Floor;
  readonly status: ReactNode;
  readonly onSent: () => void;
}

interface ProposalDraft {
  readonly happened: string;
  readonly advice: string;
  readonly photos: readonly Attachment[];
}

const empty: ProposalDraft = { happened: '', advice: '', photos: [] };

/** A photo and two lines: what happened, and what to make of it. */
export function ProposeScreen({ floor, status, onSent }: ProposeScreenProps) {
  const watermark = useWatermark(floor);
  const { draft, change, clear, keep } = useDraft('propose', empty, readDraft);
  const [missing, setMissing] = useState(false);

  const send = async () => {
    const happened = draft.happened.trim();
    setMissing(happened === '');
    if (happened === '') return;
    await write('item-opened', {
      item: crypto.randomUUID(), kind: 'content',
      text: [happened, draft.advice.trim()].filter(Boolean).join('\n'),
      photos: [...draft.photos],
      ...(floor.shift ? { shift: floor.shift.id } : {}),
    });
    await clear();
    showToast({ text: m.propose_saved() });
    onSent();
  };

  return (
    <Screen title={m.propose_title()} back="/floor" trailing={status} footer={<Button tone="primary" onClick={() => void send()}>{m.propose_send()}</Button>}>
      <div className="grid gap-5">
        <p className="text-ink-2">{m.propose_intro()}</p>
        <PhotoCapture photos={draft.photos} onChange={(photos) => change({ photos })} watermark={watermark} onOpenCamera={keep} />
        <TextArea label={m.propose_line_1()} hint={m.propose_line_1_hint()} error={missing ? m.propose_missing() : undefined} maxLength={1_000} rows={2} value={draft.happened} onChange={(event) => { change({ happened: event.currentTarget.value }); setMissing(false); }} />
        <TextArea label={`${m.propose_line_2()} · ${m.ui_optional()}`} hint={m.propose_line_2_hint()} maxLength={900} rows={2} value={draft.advice} onChange={(event) => change({ advice: event.currentTarget.value })} />
      </div>
    </Screen>
  );
}

function readDraft(stored: unknown): ProposalDraft {
  if (typeof stored !== 'object' || stored === null) return empty;
  const { happened, advice, photos } = stored as Record<string, unknown>;
  const taken = photoList.safeParse(photos);
  return { happened: typeof happened === 'string' ? happened : '', advice: typeof advice === 'string' ? advice : '', photos: taken.success ? taken.data : [] };
}
