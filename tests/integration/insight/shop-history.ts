import { createHash } from 'node:crypto';
import { instantOf } from '@fieldloop/domain/local-time';
import type { FactDraft } from '@fieldloop/sync/server';
import { dayNumber, frozenDays, talliesOf } from '../../../packages/domain/src/testing/frozen-days.ts';
import type { PopUp } from '../alerts/pop-up.ts';

const timeZone = 'Asia/Shanghai';

/** An instant of the frozen weeks: day 12, 11:45. */
export function dayAt(day: number, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return instantOf(dayNumber(day), hour * 60 + minute, timeZone);
}

/** The plan of the frozen weeks at `ja`: version 1 from day 1, version 2 in force from day 15, with the loop it answers. */
export async function publishPlan(popUp: PopUp): Promise<void> {
  const { clock } = popUp;
  const step = { id: 'greeter', number: 1, text: { zh: '迎宾' }, schedule: { kind: 'hourly' }, evidence: ['yes-no'], mandatory: false };
  const revision = (number: number, effectiveFrom: number, more: object = {}) => ({
    revision: `commute@${number}`, plan: 'commute', number, title: `v${number}`, sites: ['ja'], effectiveFrom, steps: [step], changes: [], ...more,
  });
  const photo = { sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 1_000 };
  await popUp.site('ja');
  await popUp.set('plan-set', { plan: 'commute', sites: ['ja', 'lv'], name: { zh: '轻通勤', en: 'Light Commute' }, stage: 'launched', owner: 'zhou-ning', from: dayAt(1, '00:00') });
  await popUp.set('revision-published', revision(1, dayAt(1, '10:00')));
  await popUp.set('revision-put-in-force', { revision: 'commute@1', from: dayAt(1, '10:00'), photos: [photo] }, 'site:ja');
  await clock.moveTo(dayAt(12, '12:00'));
  await popUp.set('loop-opened', { loop: 'loop-18', title: '静安进店率', mode: 'ordinary', sites: ['ja'], signals: [], plan: 'commute' });
  await clock.moveTo(dayAt(12, '13:20'));
  await popUp.set('loop-decided', { loop: 'loop-18', sites: ['ja'], decision: '装置后移 2 米', answer: 'revision' });
  await clock.moveTo(dayAt(13, '18:40'));
  await popUp.set('revision-published', revision(2, dayAt(15, '10:00'), { loop: 'loop-18' }));
  await clock.moveTo(dayAt(15, '09:20'));
  await popUp.set('revision-put-in-force', { revision: 'commute@2', from: dayAt(15, '10:00'), photos: [photo], loop: 'loop-18' }, 'site:ja');
}

/** Counts and receipts of the frozen days, up to an instant, through the ledger. */
export async function countDays(popUp: PopUp, until: number): Promise<void> {
  const drafts = frozenDays.flatMap((frozen) => talliesOf(frozen, { inForce: '' })).filter(({ start }) => start < until).flatMap(factsOf);
  const actor = { kind: 'key', person: 'till', device: 'till-1', memberships: [] } as const;
  for (let from = 0; from < drafts.length; from += 500) {
    const outcomes = await popUp.app.ledger.append({ organization: popUp.organization.id, actor }, drafts.slice(from, from + 500));
    const refused = outcomes.find(({ state }) => state !== 'applied');
    if (refused) throw new Error(`a count was ${refused.state}: ${refused.reason}`);
  }
}

type FrozenTally = ReturnType<typeof talliesOf>[number];

function factsOf({ start, counter, n, amountMinor }: FrozenTally): FactDraft[] {
  const at = start + 60_000;
  const scope = 'site:ja' as const;
  if (counter !== 'receipt') {
    return [{ id: idOf(start, counter, 0), name: 'people-counted', scope, at, payload: { counter, count: n } }];
  }
  return Array.from({ length: n }, (_, index) => {
    const paid = Math.floor(amountMinor / n) + (index < amountMinor % n ? 1 : 0);
    const sale = `sale-${start}-${index}`;
    return {
      id: idOf(start, counter, index), name: 'sale-recorded', scope, at, subjects: [`sale:${sale}` as const],
      payload: { sale, amountMinor: paid, currency: 'CNY', units: 1, channel: 'store' },
    };
  });
}

/** The same id whenever the same thing is written. */
function idOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
