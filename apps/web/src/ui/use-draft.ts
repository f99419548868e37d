import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../runtime/settings.ts';

/**
 * What somebody is filling in, kept on this device at every change. `restored`: it was there from before.
 * @param read turns what was stored into a draft; must cope with anything
 */
export function useDraft<Draft>(key: string, empty: Draft, read: (stored: unknown) => Draft) {
  const [draft, setDraft] = useState(empty);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const latest = useRef(empty);

  useEffect(() => {
    let left = false;
    void readDraft(key).then((stored) => {
      if (left) return;
      if (stored !== undefined) {
        latest.current = read(stored);
        setDraft(latest.current);
        setRestored(true);
      }
      setReady(true);
    });
    return () => { left = true; };
    // `read` and `empty` are constants of the calling screen.
  }, [key]);

  const change = useCallback((part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    void saveDraft(key, latest.current);
  }, [key]);

  const clear = useCallback(async () => {
    latest.current = empty;
    setDraft(empty);
    setRestored(false);
    await dropDraft(key);
  }, [key, empty]);

  /** Writes it down now, before something that may end the page. */
  const keep = useCallback(() => void saveDraft(key, latest.current), [key]);

  return { draft, ready, restored, change, clear, keep };
}
