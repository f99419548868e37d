import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'critical';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone;
  /** Fills its row. */
  readonly wide?: boolean;
  /** A lucide icon before the words. */
  readonly icon?: ReactNode;
}

/** A button of at least 48 px height; `type="button"` unless told otherwise. */
export function Button({ tone = 'plain', wide = false, icon, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={buttonClass(tone, wide, className)}>
      {icon}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for those who cannot see the icon. */
  readonly label: string;
}

/** A round 44 px button that shows an icon alone. */
export function IconButton({ label, className = '', children, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} aria-label={label} className={`icon-button ${className}`}>
      {children}
    </button>
  );
}

/** The look of a button for something that is a link. */
export function buttonClass(tone: ButtonTone, wide = false, extra = ''): string {
  return `button button-${tone}${wide ? ' w-full' : ''} ${extra}`.trim();
}
