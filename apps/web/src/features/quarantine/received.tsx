import { m } from '../../paraglide/messages.js';
import { isContent, type Names } from './field-value.ts';
import { Fields } from './fields.tsx';
import type { HeldWhole } from './held.ts';

/** What was said, field by field; as JSON where it has no fields, or is of a kind that this app does not know. */
export function Said({ title, payload, known, names }: { readonly title: string; readonly payload: unknown; readonly known: boolean; readonly names: Names }) {
  return (
    <div>
      <h4 className="mb-1 font-semibold">{title}</h4>
      {known && isContent(payload) ? <Fields content={payload} names={names} /> : <Code>{JSON.stringify(payload, undefined, 2)}</Code>}
    </div>
  );
}

/** Everything that was received, as it came: as text, or as bytes where it is none. */
export function Received({ held: { text, hex, bytes, device, seq }, open = false }: { readonly held: HeldWhole; readonly open?: boolean }) {
  return (
    <details open={open}>
      <summary className="cursor-pointer font-semibold pointer-coarse:min-h-11 pointer-coarse:py-2.5">{m.desk_held_raw({ bytes })}</summary>
      <p className="mt-1 text-s break-all text-ink-3">{device} / {seq}</p>
      <Code>{text === undefined ? inPairs(hex ?? '') : pretty(text)}</Code>
    </details>
  );
}

// Wide text scrolls by itself; the keyboard must be able to reach it.
function Code({ children }: { readonly children: string }) {
  return (
    <pre tabIndex={0} className="mt-2 max-h-80 overflow-auto rounded-small border border-line bg-surface p-3 font-mono text-[0.8125rem] break-all whitespace-pre-wrap">
      {children}
    </pre>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function inPairs(hex: string): string {
  return hex.replace(/../g, '$& ').trim();
}
