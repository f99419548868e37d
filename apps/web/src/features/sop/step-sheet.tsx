import type { Attachment } from '@fieldloop/domain/payload';
import type { RevisionRef } from '@fieldloop/domain/fact';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { PhotoCapture } from '../../ui/photo-capture.tsx';
import { phraseText } from '../../ui/phrase.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWatermark } from '../../ui/use-watermark.ts';
import type { StepStanding } from './due.ts';
import { missingEvidence } from './due.ts';
import { evidenceName, evidenceWords, scheduleWords } from './words.ts';

interface StepSheetProps {
  readonly floor: Floor;
  readonly revision: RevisionRef;
  readonly day: string;
  readonly standing: StepStanding;
  readonly onClose: () => void;
}

/** One step answered with what it asks for, or with "not done this time". */
export function StepSheet({ floor, revision, day, standing: { step, now }, onClose }: StepSheetProps) {
  const locale = useLocale();
  const me = useIdentity();
  const watermark = useWatermark(floor);
  const asked = (kind: (typeof step.evidence)[number]) => step.evidence.filter((each) => each === kind).length;
  const [photos, setPhotos] = useState<readonly Attachment[]>([]);
  const [numbers, setNumbers] = useState<readonly string[]>(() => Array.from({ length: asked('number') }, () => ''));
  const [yes, setYes] = useState<'yes' | 'no'>();
  const [name, setName] = useState(asked('name') > 0 ? (me?.person.name ?? '') : '');
  const [problem, setProblem] = useState<string>();

  const answer = async (done: boolean) => {
    const read = numbers.map((text) => (/^-?\d+(\.\d+)?$/.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : undefined));
    const known = read.filter((value) => value !== undefined);
    const lacking = missingEvidence(step, { photos: photos.length, numbers: known.length, yes: yes && yes === 'yes', name });
    if (done && lacking.length > 0) return setProblem(m.sop_missing({ what: lacking.map(evidenceName).join(locale === 'en' ? ', ' : '、') }));
    await write('step-completed', {
      revision, step: step.id, day, done,
      slot: now?.slot ?? `t-${crypto.randomUUID()}`,
      ...(step.evidence.length > 0 ? { evidence: { photos: [...photos], numbers: known, ...(yes ? { yes: yes === 'yes' } : {}), ...(name.trim() ? { name: name.trim() } : {}) } } : {}),
      ...(floor.shift ? { shift: floor.shift.id } : {}),
    });
    onClose();
    showToast({ text: m.sop_saved({ n: step.number }) });
  };

  return (
    <Sheet
      open
      onClose={onClose}
      title={`${step.number}. ${phraseText(step.text, locale)}`}
      description={`${scheduleWords(step)} · ${evidenceWords(step)}`}
      footer={
        <>
          {step.schedule.kind !== 'triggered' && <Button onClick={() => void answer(false)}>{m.sop_not_done()}</Button>}
          <Button tone="primary" onClick={() => void answer(true)}>{m.sop_complete()}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {asked('photo') > 0 && <PhotoCapture photos={photos} onChange={setPhotos} watermark={watermark} most={Math.max(4, asked('photo'))} />}
        {numbers.map((value, index) => (
          <TextField
            key={index}
            label={numbers.length > 1 ? m.sop_number_nth({ n: index + 1 }) : m.sop_number_label()}
            inputMode="decimal"
            value={value}
            onChange={(event) => { const typed = event.currentTarget.value; setNumbers(numbers.map((each, place) => (place === index ? typed : each))); setProblem(undefined); }}
          />
        ))}
        {asked('yes-no') > 0 && (
          <Chips label={m.sop_yes_no_label()} columns={2} options={[{ value: 'yes', label: m.sop_yes() }, { value: 'no', label: m.sop_no() }]} value={yes} onChange={setYes} />
        )}
        {asked('name') > 0 && <TextField label={m.sop_name_label()} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        <p role="alert" className="field-error">{problem}</p>
      </div>
    </Sheet>
  );
}
