import type { LiveHint } from '@fieldloop/sync/protocol';
import { useEffect, useEffectEvent } from 'react';
import { onHint } from '../live/hints.ts';

/** Runs `then` whenever the server says that something changed. */
export function useHints(then: (hint: LiveHint) => void): void {
  const latest = useEffectEvent(then);
  useEffect(() => onHint((hint) => latest(hint)), []);
}
