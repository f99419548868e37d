import { m } from '../../paraglide/messages.js';
import { patient } from '../../ui/patient.ts';
import { showToast } from '../../ui/toast.tsx';
import type * as Undo from './undo.ts';

let undo: typeof Undo | undefined;

/** Asks for what takes back, again and again until it is here. */
export async function preloadUndo(): Promise<void> {
  undo ??= await patient(() => import('./undo.ts'));
}

/** Takes back what `step` says; on a first visit without a network, says that it cannot: a press is not carried out minutes later. */
export function withUndo(step: (undo: typeof Undo) => Promise<void>): void {
  if (undo) void step(undo);
  else showToast({ text: m.count_undo_not_here(), tone: 'critical' });
}
