import { Copy, QrCode, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { ApiFailure, mutate } from '../../runtime/api/call.ts';
import type { OutputOf } from '../../runtime/api/call.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { Notice } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';

interface EnrolmentCodeProps {
  readonly made: OutputOf<'people.createEnrolment'>;
  readonly zone: string;
  readonly onAgain: () => void;
}

/** The QR code, the code in letters, and the link. Shown once: the server keeps only a hash. */
export function EnrolmentCode({ made, zone, onAgain }: EnrolmentCodeProps) {
  const locale = useLocale();
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([made.qrSvg], { type: 'image/svg+xml' }));
    setPicture(url);
    return () => URL.revokeObjectURL(url);
  }, [made.qrSvg]);

  const copy = async () => showToast({ text: (await copyText(made.url)) ? m.ui_copied() : m.ui_copy_failed() });
  const share = async () => {
    if (!('share' in navigator)) return copy();
    try {
      await navigator.share({ url: made.url });
    } catch (refused) {
      if (!(refused instanceof DOMException && refused.name === 'AbortError')) await copy();
    }
  };
  const revoke = async () => {
    try {
      await mutate('people.revokeEnrolment', { id: made.id });
      showToast({ text: m.enrol_revoked() });
      onAgain();
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure;
      showToast({ text: failure.reason === 'offline' ? m.enrol_offline() : m.enrol_failed() });
    }
  };

  return (
    <div className="grid justify-items-center gap-4 text-center">
      {picture && <img src={picture} alt={m.enrol_qr()} className="w-60 max-w-full rounded-card border border-line bg-white p-3" />}
      <p>
        <span className="block text-s text-ink-3">{m.enrol_code()}</span>
        <span className="text-2xl font-bold tracking-wider select-all" data-testid="enrolment-code">{made.code}</span>
        <span className="block text-s text-ink-3">{m.enrol_valid_until({ time: formatMoment(made.expiresAt, serverNow(), zone, locale) })}</span>
      </p>
      {!made.url.startsWith('https:') && <div className="w-full text-left"><Notice tone="attention" icon={<QrCode aria-hidden />}>{m.enrol_no_https()}</Notice></div>}
      <p className="w-full rounded-small border border-line bg-surface p-3 text-left text-s break-all select-all">{made.url}</p>
      <div className="grid w-full gap-2">
        <Button tone="primary" icon={<Share2 aria-hidden />} onClick={() => void share()}>{m.enrol_share()}</Button>
        <Button icon={<Copy aria-hidden />} onClick={() => void copy()}>{m.join_copy_link()}</Button>
        <Button onClick={onAgain}>{m.enrol_again()}</Button>
        <Button tone="quiet" onClick={() => void revoke()}>{m.enrol_revoke()}</Button>
      </div>
    </div>
  );
}
