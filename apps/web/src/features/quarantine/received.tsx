import { m } from '../../paraglide/messages.js';
import type { HeldWhole } from './held.ts';

/** What planning made of it: this counts, and not what came. */
export function Counted({ payload }: { readonly payload: unknown }) {
  return (
    <div>
      <h4 className="font-semibold">{m.desk_held_counted()}</h4>
      <Code>{JSON.stringify(payload, undefined, 2)}</Code>
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
