import { QrCode } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { OutputOf } from '../../runtime/api/call.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { Notice } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';

/** The code, its QR and its link, this once. */
export function CreatedEnrolment({ created }: { readonly created: OutputOf<'people.createEnrolment'> }) {
  const copy = () =>
    void attempt(async () => {
      await navigator.clipboard.writeText(created.url);
      showToast({ text: m.desk_enrol_copied() });
    });
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">{m.desk_enrol_show_once()}</p>
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(created.qrSvg)}`}
        alt={m.desk_enrol_qr({ code: created.code })}
        className="w-56 justify-self-center rounded-small border border-line bg-[#fff] p-2"
      />
      <dl className="text-center">
        <dt className="text-ink-3">{m.desk_enrol_code()}</dt>
        <dd className="text-2xl font-bold tracking-[0.06em] select-all">{created.code}</dd>
      </dl>
      {!created.url.startsWith('https:') && <Notice tone="attention" icon={<QrCode aria-hidden />}>{m.enrol_no_https()}</Notice>}
      <p className="text-center text-[0.8125rem] break-all text-ink-2 select-all">{created.url}</p>
      <Button onClick={copy}>{m.desk_enrol_copy()}</Button>
    </div>
  );
}
