import { useSyncExternalStore } from 'react';
import './toast.css';

export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'neutral' | 'critical';
}

interface Shown extends Toast {
  readonly key: number;
}

/** How long a toast stays, ms: long enough to read, and to undo where that is offered. */
const readMs = 4_000;
const undoMs = 10_000;

let current: Shown | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Shows one line for a while; a newer one takes its place. */
export function showToast(toast: Toast): void {
  clearTimeout(timer);
  set({ ...toast, key: (current?.key ?? 0) + 1 });
  timer = setTimeout(dismissToast, toast.action ? undoMs : readMs);
}

function dismissToast(): void {
  clearTimeout(timer);
  set(undefined);
}

/** Where toasts appear: once, in the frame of the app. Always in the document, so that it is announced. */
export function Toaster() {
  const toast = useSyncExternalStore(subscribe, read, read);
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toast && (
        <div key={toast.key} className="toast" data-tone={toast.tone}>
          <span className="min-w-0 flex-1">{toast.text}</span>
          {toast.action && (
            <button type="button" className="toast-action" onClick={() => { toast.action?.run(); dismissToast(); }}>
              {toast.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function set(next: Shown | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Shown | undefined {
  return current;
}
