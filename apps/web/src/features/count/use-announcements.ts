import { useCallback, useEffect, useRef, useState } from 'react';
import { createAnnouncer } from './announcer.ts';

/** What the polite live region says: the newest count, at most every five seconds. */
export function useAnnouncements(): readonly [string, (words: string) => void] {
  const [said, setSaid] = useState('');
  const announcer = useRef(createAnnouncer());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = useCallback((words: string) => {
    const now = performance.now();
    const spoken = announcer.current.offer(words, now);
    if (spoken !== undefined) return setSaid(spoken);
    const due = announcer.current.dueAt();
    clearTimeout(timer.current);
    if (due === undefined) return;
    timer.current = setTimeout(() => {
      const waited = announcer.current.take(performance.now());
      if (waited !== undefined) setSaid(waited);
    }, due - now + 1);
  }, []);
  return [said, say];
}
