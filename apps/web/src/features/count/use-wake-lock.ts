import { useEffect, useState } from 'react';

/** Keeps the screen on while `wanted`; true while it does. Browsers let go when the page is hidden, so it is asked again. */
export function useWakeLock(wanted: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const ask = () => {
      if (document.visibilityState !== 'visible' || left) return;
      navigator.wakeLock.request('screen').then(
        (granted) => {
          if (left) return void granted.release();
          lock = granted;
          setHeld(true);
          granted.addEventListener('release', () => setHeld(false));
        },
        // A low battery refuses; the icon then stays away, which is all there is to say.
        () => setHeld(false),
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [wanted]);
  return held;
}
