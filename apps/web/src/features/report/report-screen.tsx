import { RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { severities } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { discardPhotos } from '../../runtime/photos/discard-photos.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useIdentity, useRecords } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextArea } from '../../ui/field.tsx';
import { categoryName, severityName } from '../../ui/item-words.ts';
import { useLocale } from '../../ui/locale.ts';
import { PhotoCapture } from '../../ui/photo-capture.tsx';
import { phraseText } from '../../ui/phrase.ts';
import { Screen } from '../../ui/screen.tsx';
import { Notice } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useWatermark } from '../../ui/use-watermark.ts';
import { canSend, categoriesByRecency, emptyDraft, isBegun, readReportDraft } from './draft.ts';

interface ReportScreenProps {
  readonly floor: Floor;
  readonly status: ReactNode;
  readonly onSent: () => void;
}

/** Camera, category, send: under ten seconds. Words are optional once there is a picture. */
export function ReportScreen({ floor, status, onSent }: ReportScreenProps) {
  const locale = useLocale();
  const me = useIdentity();
  const watermark = useWatermark(floor);
  const items = useRecords(floor.scope, 'item', (item) => item.kind === 'issue' && item.by === me?.person.id);
  const { draft, ready, restored, change, clear, keep } = useDraft('report', emptyDraft, readReportDraft);
  const [missing, setMissing] = useState(false);
  const words = useRef<HTMLTextAreaElement>(null);
  const recent = (items.value ?? []).toSorted((a, b) => b.openedAt - a.openedAt).map(({ category }) => category?.value);
  const categories = categoriesByRecency(recent);
  const category = draft.category ?? categories[0] ?? 'other';

  const send = async () => {
    if (!canSend(draft)) {
      setMissing(true);
      words.current?.focus({ preventScroll: true });
      // The sentence stands under the field.
      return words.current?.scrollIntoView({ block: 'center' });
    }
    await write('item-opened', {
      item: crypto.randomUUID(), kind: 'issue', category, severity: draft.severity,
      text: draft.text.trim() || categoryName(category),
      photos: [...draft.photos],
      ...(draft.zone ? { zone: draft.zone } : {}),
      ...(floor.shift ? { shift: floor.shift.id } : {}),
    });
    await clear();
    showToast({ text: m.report_saved({ category: categoryName(category) }) });
    onSent();
  };

  const discard = async () => {
    await clear();
    await discardPhotos(draft.photos);
  };

  return (
    <Screen title={m.report_title()} back="/floor/count" trailing={status} footer={<Button tone="primary" onClick={() => void send()}>{m.report_send()}</Button>}>
      {/* There at once; out of reach for the few milliseconds in which what was begun before is read. */}
      <div className="grid gap-5" inert={!ready}>
        {restored && isBegun(draft) && (
          <Notice icon={<RotateCcw aria-hidden />}>
            <span className="flex flex-wrap items-center justify-between gap-2">{m.report_draft_restored()}
              <button type="button" className="min-h-11 font-bold underline underline-offset-3" onClick={() => void discard()}>{m.report_discard()}</button>
            </span>
          </Notice>
        )}
        <PhotoCapture photos={draft.photos} onChange={(photos) => { change({ photos }); setMissing(false); }} watermark={watermark} onOpenCamera={keep} focusFirst={ready} />
        <div className={items.state === 'loading' ? 'invisible' : ''}>
          <Chips label={m.report_category()} columns={3} options={categories.map((value) => ({ value, label: categoryName(value) }))} value={category} onChange={(next) => change({ category: next })} />
        </div>
        <Chips label={m.report_severity()} columns={4} options={severities.map((value) => ({ value, label: severityName(value) }))} value={draft.severity} onChange={(severity) => change({ severity })} />
        <TextArea
          ref={words}
          label={`${m.report_text()} · ${m.ui_optional()}`}
          hint={m.report_text_hint()}
          error={missing ? m.report_need_something() : undefined}
          maxLength={2_000}
          rows={2}
          value={draft.text}
          onChange={(event) => { change({ text: event.currentTarget.value }); setMissing(false); }}
        />
        {floor.site.zones.length > 0 && (
          <Chips label={`${m.report_zone()} · ${m.ui_optional()}`} options={floor.site.zones.map(({ id, name }) => ({ value: id, label: phraseText(name, locale) }))} value={draft.zone} onChange={(zone) => change({ zone })} />
        )}
      </div>
    </Screen>
  );
}
