import { every, type Cancel, type Clock } from '../clock.ts';
import type { Uploads } from './uploads.ts';

const dayMs = 86_400_000;

/** Now and once a day of the clock: uploads that nobody goes on with are dropped. */
export function sweepUploads(uploads: Uploads, clock: Clock, failed: (error: unknown) => void): Cancel {
  const sweep = (): void => void uploads.sweep().catch(failed);
  sweep();
  return every(clock, dayMs, sweep);
}
