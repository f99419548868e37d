import type { ComponentProps, InputHTMLAttributes, ReactNode, Ref } from 'react';
import { useId } from 'react';
import './field.css';
import './label.css';

interface FieldWords {
  readonly label: string;
  /** Said under the label, before anything is wrong. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do; announced. */
  readonly error?: string | undefined;
}

export type TextFieldProps = FieldWords & InputHTMLAttributes<HTMLInputElement> & { readonly unit?: string; /** A sign before the value, as of a currency. */ readonly sign?: string; readonly inputRef?: Ref<HTMLInputElement> };

/** A labelled input of 16 px or more, so that iOS does not zoom. */
export function TextField({ label, hint, error, unit, sign, inputRef, id, className = '', ...rest }: TextFieldProps) {
  const made = useId();
  const inputId = id ?? made;
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={inputId}>{label}</label>
      {hint && <p className="field-hint" id={`${inputId}-hint`}>{hint}</p>}
      <span className="field-box">
        {sign && <span className="field-sign">{sign}</span>}
        <input {...rest} ref={inputRef} id={inputId} aria-invalid={error ? true : undefined} aria-describedby={describedBy(inputId, hint, error)} />
        {unit && <span className="field-unit">{unit}</span>}
      </span>
      <FieldError id={inputId} error={error} />
    </div>
  );
}

export type TextAreaProps = FieldWords & ComponentProps<'textarea'>;

/** A labelled box for a few lines. */
export function TextArea({ label, hint, error, id, className = '', rows = 3, ...rest }: TextAreaProps) {
  const made = useId();
  const inputId = id ?? made;
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={inputId}>{label}</label>
      {hint && <p className="field-hint" id={`${inputId}-hint`}>{hint}</p>}
      <span className="field-box">
        <textarea {...rest} id={inputId} rows={rows} aria-invalid={error ? true : undefined} aria-describedby={describedBy(inputId, hint, error)} />
      </span>
      <FieldError id={inputId} error={error} />
    </div>
  );
}

/** A switch with its words; the whole row is the target. */
export function CheckField({ label, hint, checked, onChange }: { readonly label: string; readonly hint?: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <label className="check-field">
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{label}</span>
        {hint && <span className="field-hint block" id={id}>{hint}</span>}
      </span>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} aria-describedby={hint ? id : undefined} />
    </label>
  );
}

function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  return (
    <p className="field-error" id={`${id}-error`} role="alert">
      {error}
    </p>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
