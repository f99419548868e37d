import type { Payloads } from '@fieldloop/domain/payloads';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Chips } from '../../ui/chips.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { readStyle, sizes } from './styles.ts';

interface SizeMissingSheetProps {
  /** Styles asked for lately. */
  readonly styles: readonly string[];
  readonly onAsked: (asked: Payloads['size-missing-asked']) => void;
  readonly onClose: () => void;
}

/** Two taps: a style, then a size. The size writes it down. */
export function SizeMissingSheet({ styles, onAsked, onClose }: SizeMissingSheetProps) {
  const [picked, setPicked] = useState<string>();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [ordered, setOrdered] = useState(false);
  const style = typed ? readStyle(typed) : picked;

  const choose = (size: string) => {
    setWrong(style === undefined);
    if (style) onAsked({ style, size, ...(ordered ? { ordered } : {}) });
  };

  return (
    <Sheet open onClose={onClose} title={m.size_title()}>
      <div className="grid gap-5">
        {styles.length > 0 && (
          <Chips
            label={m.size_style()}
            columns={2}
            options={styles.map((value) => ({ value, label: value }))}
            value={typed ? undefined : picked}
            onChange={(value) => { setPicked(value); setTyped(''); setWrong(false); }}
          />
        )}
        <TextField
          label={styles.length > 0 ? m.size_style_other() : m.size_style()}
          hint={styles.length > 0 ? m.size_style_hint() : m.size_style_first_hint()}
          error={wrong ? m.size_style_invalid() : undefined}
          value={typed}
          onChange={(event) => { setTyped(event.currentTarget.value); setWrong(false); }}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
        />
        <CheckField label={m.size_ordered()} checked={ordered} onChange={setOrdered} />
        <div role="group" aria-label={m.size_pick()}>
          <p className="field-label" aria-hidden>{m.size_pick()}</p>
          <div className="grid grid-cols-4 gap-2">
            {sizes.map((size) => (
              <button key={size} type="button" className="button button-plain !min-h-16 !px-1 text-l" onClick={() => choose(size)}>{size}</button>
            ))}
          </div>
        </div>
      </div>
    </Sheet>
  );
}
