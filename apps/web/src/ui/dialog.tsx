import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import './sheet.css';

export interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  readonly confirm: string;
  readonly cancel: string;
  readonly critical?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks once before something that cannot be taken back. Load it lazily. */
export function Confirm({ open, title, children, confirm, cancel, critical = false, onConfirm, onCancel }: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="scrim" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="text-l font-bold">{title}</AlertDialog.Title>
          {children && <AlertDialog.Description render={<div />} className="mt-2 text-ink-2">{children}</AlertDialog.Description>}
          <div className="mt-5 flex flex-wrap gap-2">
            <Button className="flex-1" onClick={onCancel}>{cancel}</Button>
            <Button className="flex-1" tone={critical ? 'critical' : 'primary'} onClick={onConfirm}>{confirm}</Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
