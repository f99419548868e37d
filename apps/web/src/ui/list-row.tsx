import { Link } from './navigation.tsx';
import type { Path } from './paths.ts';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import './list-row.css';

interface RowWords {
  readonly title: ReactNode;
  readonly meta?: ReactNode;
  readonly icon?: ReactNode;
  /** At the end of the row: a pill, a number. */
  readonly trailing?: ReactNode;
}

/** A list of rows divided by thin lines. */
export function List({ label, children }: { readonly label?: string; readonly children: ReactNode }) {
  return <ul className="list" aria-label={label}>{children}</ul>;
}

/** A row that says something. */
export function ListRow({ children, ...words }: RowWords & { readonly children?: ReactNode }) {
  return (
    <li className="list-item">
      <div className="list-row"><RowBody {...words} /></div>
      {children}
    </li>
  );
}

/** A row that goes somewhere. */
export function ListLink({ to, params, ...words }: RowWords & { readonly to: Path; readonly params?: Readonly<Record<string, string>> }) {
  return (
    <li className="list-item">
      <Link to={to} {...(params ? { params } : {})} className="list-row">
        <RowBody {...words} />
        <ChevronRight className="list-chevron" aria-hidden />
      </Link>
    </li>
  );
}

/** A row that does something. */
export function ListButton({ onClick, ...words }: RowWords & { readonly onClick: () => void }) {
  return (
    <li className="list-item">
      <button type="button" className="list-row" onClick={onClick}>
        <RowBody {...words} />
        <ChevronRight className="list-chevron" aria-hidden />
      </button>
    </li>
  );
}

function RowBody({ title, meta, icon, trailing }: RowWords) {
  return (
    <>
      {icon && <span className="list-icon" aria-hidden>{icon}</span>}
      <span className="list-words">
        <span className="list-title">{title}</span>
        {meta && <span className="list-meta">{meta}</span>}
      </span>
      {trailing && <span className="list-trailing">{trailing}</span>}
    </>
  );
}
