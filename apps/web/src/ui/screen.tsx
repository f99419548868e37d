import { Link } from './navigation.tsx';
import type { Path } from './paths.ts';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../paraglide/messages.js';
import './button.css';
import './screen.css';

interface ScreenProps {
  readonly title: string;
  /** Under the title, one line. */
  readonly note?: ReactNode;
  /** Where the arrow leads; none on first screens. */
  readonly back?: Path | undefined;
  /** At the end of the header. */
  readonly trailing?: ReactNode;
  /** Buttons that stay in sight. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** One phone screen: a header, a middle that scrolls, a footer above the home indicator. */
export function Screen({ title, note, back, trailing, footer, children }: ScreenProps) {
  return (
    <div className="screen">
      <header className="screen-head" data-back={back !== undefined}>
        {back && (
          <Link to={back} className="icon-button" aria-label={m.ui_back()}><ArrowLeft aria-hidden /></Link>
        )}
        <div className="min-w-0 flex-1">
          <h1 className="screen-title">{title}</h1>
          {note && <p className="screen-note">{note}</p>}
        </div>
        {trailing}
      </header>
      <main className="screen-body" tabIndex={0}>{children}</main>
      {footer && <footer className="screen-foot">{footer}</footer>}
    </div>
  );
}
