import type { Site } from '@fieldloop/domain/records/site';

/** How many visitors one sampled visitor stands for: the hour over its counted minutes; 1 for full counts. */
export function sampleFactorOf({ countRule }: Pick<Site, 'countRule'>): number {
  if (countRule.method !== 'sample') return 1;
  const counted = (countRule.windows ?? []).reduce((sum, { from, until }) => sum + Math.max(0, until - from), 0);
  return counted > 0 ? 60 / counted : 1;
}
