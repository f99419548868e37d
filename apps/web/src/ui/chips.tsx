import type { ReactNode } from 'react';
import { useId } from 'react';
import './chips.css';
import './label.css';

export interface ChipOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface ChipsProps<Value extends string> {
  /** The question, shown above the chips. */
  readonly label: string;
  readonly options: readonly ChipOption<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** Chips share the row's width in this many columns; otherwise they flow. */
  readonly columns?: 2 | 3 | 4;
  readonly hideLabel?: boolean;
}

/** One of a few: native radios, so arrows, Space and screen readers work by themselves. */
export function Chips<Value extends string>({ label, options, value, onChange, columns, hideLabel = false }: ChipsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="chips">
      <legend className={hideLabel ? 'sr-only' : 'field-label'}>{label}</legend>
      <div className="chips-row" data-columns={columns}>
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
            {option.icon}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
