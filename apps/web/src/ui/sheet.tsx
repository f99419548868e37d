import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
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
  /** What gets the focus; otherwise the panel itself, so that no keyboard jumps up. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

/** A panel from the bottom edge. Focus goes in, Escape and the scrim close, focus returns. Load it lazily. */
export function Sheet({ open, onClose, title, description, children, footer, initialFocus }: SheetProps) {
  const panel = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="sheet" ref={panel} tabIndex={-1} initialFocus={initialFocus ?? panel}>
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
