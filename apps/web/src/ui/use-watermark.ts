import type { Floor } from '../runtime/react/use-floor.ts';
import { useIdentity } from '../runtime/react/use-records.ts';
import { serverNow } from '../runtime/server-clock.ts';
import { useLocale } from './locale.ts';
import { watermarkOf } from './watermark.ts';

/** Words for a picture taken now at this site by whoever uses this phone. */
export function useWatermark(floor: Floor): () => string {
  const locale = useLocale();
  const identity = useIdentity();
  return () => watermarkOf(floor.site, serverNow(), identity?.person.name ?? '', locale);
}
