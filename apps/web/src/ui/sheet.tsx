import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../paraglide/messages.js';
import './sheet.css';
import './label.css';

export interface SheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons that stay in sight while the middle scrolls. */
  readonly footer?: ReactNode;
}

/** A panel from the bottom edge. Focus goes in, Escape and the scrim close, focus returns. Load it lazily. */
export function Sheet({ open, onClose, title, description, children, footer }: SheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="sheet">
          <header className="sheet-head">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="sheet-title">{title}</Dialog.Title>
              {description && <Dialog.Description className="field-hint">{description}</Dialog.Description>}
            </div>
            <Dialog.Close className="icon-button" aria-label={m.ui_close()}><X aria-hidden /></Dialog.Close>
          </header>
          <div className="sheet-body">{children}</div>
          {footer && <footer className="sheet-foot">{footer}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
