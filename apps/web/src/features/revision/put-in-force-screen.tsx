import type { Attachment } from '@fieldloop/domain/payload';
import { Check, FileDiff, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useLeads } from '../../runtime/react/use-floor.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { TextArea } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { PhotoCapture } from '../../ui/photo-capture.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Notice, ScreenState } from '../../ui/state.tsx';
import { minuteClock, siteDaySpan } from '../../ui/site-time.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWatermark } from '../../ui/use-watermark.ts';
import '../../ui/label.css';

interface PutInForceProps {
  readonly floor: Floor;
  readonly status: ReactNode;
  readonly onDone: () => void;
}

type From = 'now' | 'opening' | 'planned';

/** The lead says, by photo, that the site has been changed; from then on its numbers belong to the new revision. */
export function PutInForceScreen({ floor, status, onDone }: PutInForceProps) {
  const locale = useLocale();
  const leads = useLeads(floor.scope);
  const watermark = useWatermark(floor);
  const { newest: revision, site } = floor;
  const [photos, setPhotos] = useState<readonly Attachment[]>([]);
  const [from, setFrom] = useState<From>('now');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);

  if (!leads || !revision) {
    return (
      <Screen title={m.force_title()} back="/floor" trailing={status}>
        <ScreenState icon={leads ? <FileDiff /> : <ShieldAlert />} title={leads ? m.revision_none_title() : m.force_lead_only()} />
      </Screen>
    );
  }
  const opening = siteDaySpan(serverNow(), site.timeZone).from + site.opens * 60_000;
  const instants: Record<From, number | undefined> = { now: undefined, opening, planned: revision.effectiveFrom };
  const since = floor.inForce?.id === revision.id ? site.inForce.findLast(({ revision: id, from: at }) => id === revision.id && at <= serverNow())?.from : undefined;
  const save = async () => {
    setMissing(photos.length === 0);
    if (photos.length === 0) return;
    const at = instants[from];
    await write('revision-put-in-force', {
      revision: revision.id, photos: [...photos],
      ...(at === undefined ? {} : { from: at }),
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(revision.loop ? { loop: revision.loop } : {}),
    });
    showToast({ text: m.force_saved({ title: revision.title }) });
    onDone();
  };

  return (
    <Screen title={m.force_title()} note={`${revision.title} · v${revision.number}`} back="/floor/changes" trailing={status} footer={<Button tone="primary" onClick={() => void save()}>{m.force_save()}</Button>}>
      <div className="grid gap-5">
        {since !== undefined && <Notice icon={<Check aria-hidden />}>{m.force_already({ time: formatMoment(since, serverNow(), site.timeZone, locale) })}</Notice>}
        <p className="text-ink-2">{m.force_intro()}</p>
        <section aria-label={m.force_photos()}>
          <PhotoCapture photos={photos} onChange={(next) => { setPhotos(next); setMissing(false); }} watermark={watermark} most={6} />
          {missing && <p role="alert" className="field-error">{m.force_photo_needed()}</p>}
        </section>
        <Chips
          label={m.force_from()}
          columns={2}
          options={[
            { value: 'now', label: m.force_now() },
            { value: 'opening', label: m.force_opening({ time: minuteClock(site.opens) }) },
            { value: 'planned', label: m.force_planned({ time: formatMoment(revision.effectiveFrom, serverNow(), site.timeZone, locale) }) },
          ]}
          value={from}
          onChange={setFrom}
        />
        <TextArea label={`${m.force_note()} · ${m.ui_optional()}`} maxLength={2_000} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
    </Screen>
  );
}
