import { useRef } from 'react';
import { queryClient } from '../../runtime/react/desk-api.tsx';
import { useHints } from '../../runtime/react/use-hints.ts';

/** At most one refresh per this many ms: a busy shop sends a hint a second. */
const atMostEvery = 1_000;

/** Asks the open questions again when the server says that something changed, so that no screen needs a reload. */
export function useLiveAnswers(): void {
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  useHints(() => {
    pending.current ??= setTimeout(() => {
      pending.current = undefined;
      void queryClient.invalidateQueries({ refetchType: 'active' });
    }, atMostEvery);
  });
}
