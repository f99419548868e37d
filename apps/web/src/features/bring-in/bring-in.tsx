import { FileUp, LoaderCircle, ShieldAlert, TriangleAlert } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { ApiFailure, type FailureReason } from '../../runtime/api/call.ts';
import { bringWaitingFile, type WaitingFileReport } from '../../runtime/waiting-file/bring-waiting-file.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, ScreenState } from '../../ui/state.tsx';
import { failureWords, newIn } from './bring-words.ts';
import { ReportView } from './report-view.tsx';

interface BringInProps {
  /** May this person bring in anything at all? The server decides fact by fact. */
  readonly may: boolean;
  readonly zone: string;
  readonly siteName: (id: string) => string;
}

type Stage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly take: boolean }
  | { readonly kind: 'busy'; readonly take: boolean }
  | { readonly kind: 'looking'; readonly file: File; readonly report: WaitingFileReport }
  | { readonly kind: 'done'; readonly report: WaitingFileReport };

/** A file of a phone that cannot send: chosen, looked into, taken, and what became of each entry. */
export function BringIn({ may, zone, siteName }: BringInProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  if (!may) return <ScreenState icon={<ShieldAlert />} title={m.bring_not_lead()}>{m.bring_not_lead_note()}</ScreenState>;

  const ask = async (file: File, take: boolean) => {
    setStage({ kind: 'busy', take });
    try {
      const report = await bringWaitingFile(file, take);
      setStage(take ? { kind: 'done', report } : { kind: 'looking', file, report });
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure;
      setStage({ kind: 'failed', reason: failure.reason, take });
    }
  };
  const choose = (file: File) => void ask(file, false);

  switch (stage.kind) {
    case 'choosing':
      return (
        <div className="grid gap-5">
          <p className="text-ink-2">{m.bring_intro()}</p>
          <ChooseFile onChoose={choose}>{m.bring_choose()}</ChooseFile>
        </div>
      );
    case 'busy':
      return (
        <div role="status" data-busy>
          <ScreenState icon={<LoaderCircle className="motion-safe:animate-spin" />} title={stage.take ? m.bring_taking() : m.bring_reading()} />
        </div>
      );
    case 'failed':
      return (
        <div className="grid gap-5">
          <div role="alert"><Notice tone="critical" icon={<TriangleAlert aria-hidden />}>{failureWords(stage.reason, stage.take)}</Notice></div>
          <ChooseFile onChoose={choose}>{m.bring_choose_other()}</ChooseFile>
        </div>
      );
    case 'looking': {
      const { file, report } = stage;
      const fresh = newIn(report.counts);
      return (
        <ReportView report={report} zone={zone} siteName={siteName}>
          {fresh > 0 && <Button tone="primary" onClick={() => void ask(file, true)}>{m.bring_confirm({ n: fresh })}</Button>}
          {fresh > 0
            ? <Button onClick={() => setStage({ kind: 'choosing' })}>{m.bring_cancel()}</Button>
            : <ChooseFile onChoose={choose}>{m.bring_choose_other()}</ChooseFile>}
        </ReportView>
      );
    }
    case 'done':
      return (
        <ReportView report={stage.report} zone={zone} siteName={siteName}>
          <ChooseFile onChoose={choose}>{m.bring_again()}</ChooseFile>
        </ReportView>
      );
  }
}

function ChooseFile({ onChoose, children }: { readonly onChoose: (file: File) => void; readonly children: string }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="sr-only">{children}</label>
      <input
        ref={input}
        id={id}
        type="file"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again.
          if (file) onChoose(file);
          target.value = '';
        }}
      />
      <Button tone="primary" icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>{children}</Button>
    </div>
  );
}
