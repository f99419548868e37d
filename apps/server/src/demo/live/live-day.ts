import type { Calendar } from '../story/calendar.ts';
import { dateOf, instantOf, isWeekend } from '../story/calendar.ts';
import type { CastId } from '../story/cast.ts';
import { groupsOf } from '../story/crowd.ts';
import { openingHours, receiptWeights, weightsOf } from '../story/hours.ts';
import { paymentShares, planId, segments, sizes, styles, v2 } from '../story/places.ts';
import type { Chance } from '../story/random.ts';
import { chanceOf, normal, poisson, weighted } from '../story/random.ts';
import type { Half } from '../story/roster.ts';
import { crewOf, halfAt, shiftId, shiftTimes } from '../story/roster.ts';
import type { ScriptedFact } from '../story/script.ts';
import { scripted } from '../story/script.ts';

/** What a day after the story is drawn around: the means of its last week. */
const expected = { weekdayPassers: 1_823, weekendPassers: 3_236, entryRate: 0.39, triedOn: 0.215, conversion: 0.103, contacts: 0.6 } as const;
const daySpread = { passers: 0.1, entryRate: 0.014 } as const;

/** Something stands in the door: so few of those who pass come in. */
const blockedDoor = { from: '12:00', until: '16:00', entryRate: 0.14 } as const;
/** The same size asked for again and again before noon. */
const whiteShirtAsks = ['11:05', '11:19', '11:33', '11:48'] as const;

const quarterMs = 900_000;

/**
 * A day on which the phones simply go on counting, drawn by its own seed: a Poisson crowd around the last week's mean.
 * At noon the door gets blocked, which the rules notice within two hours.
 */
export function liveDay(calendar: Calendar, day: number): ScriptedFact[] {
  const chance = chanceOf(`live ${dateOf(calendar, day)}`);
  const factor = Math.exp(daySpread.passers * normal(chance));
  const rate = expected.entryRate + daySpread.entryRate * normal(chance);
  const facts = [
    ...(['early', 'late'] as const).flatMap((half) => shifts(calendar, day, half)),
    ...openingHours.flatMap((hour, index) => anHour(calendar, chance, { day, hour, index, factor, rate })),
    ...whiteShirtAsks.map((time) => scripted(instantOf(calendar, day, time), crewOf(day, 'early').fitting, 'site:ja', 'size-missing-asked', {
      shift: shiftId(day, 'early', crewOf(day, 'early').fitting), style: 'YL-S01-白', size: 'M',
    })),
    ...issues(calendar, chance, day),
  ];
  return facts.sort((one, two) => one.at - two.at);
}

function shifts(calendar: Calendar, day: number, half: Half): ScriptedFact[] {
  const crew = crewOf(day, half);
  const posts = [[crew.lead, 'lead'], [crew.counter, 'greeter'], [crew.till, 'till'], [crew.fitting, 'fitting']] as const;
  return posts.flatMap(([who, post], index) => {
    const shift = shiftId(day, half, who);
    const from = half === 'early' ? '09:58' : shiftTimes.late.from;
    return [
      scripted(instantOf(calendar, day, `${from}:0${index}`), who, 'site:ja', 'shift-started', { shift, post, plan: planId, revision: v2 }),
      scripted(instantOf(calendar, day, `${shiftTimes[half].until}:0${index}`), who, 'site:ja', 'shift-ended', { shift }),
    ];
  });
}

interface Hour {
  readonly day: number;
  readonly hour: number;
  readonly index: number;
  readonly factor: number;
  readonly rate: number;
}

function anHour(calendar: Calendar, chance: Chance, { day, hour, index, factor, rate }: Hour): ScriptedFact[] {
  const weights = weightsOf(day);
  const share = (list: readonly number[]) => (list[index] ?? 0) / list.reduce((sum, weight) => sum + weight, 0);
  const passers = (isWeekend(day) ? expected.weekendPassers : expected.weekdayPassers) * factor;
  const half = halfAt(hour);
  const crew = crewOf(day, half);
  return [0, 1, 2, 3].flatMap((quarter) => {
    const start = instantOf(calendar, day, `${hour}:${quarter * 15}`);
    const blocked = start >= instantOf(calendar, day, blockedDoor.from) && start < instantOf(calendar, day, blockedDoor.until);
    const all = poisson(chance, (passers * share(weights.passers)) / 4);
    // The blocked door is a script, not a draw: the rule rings when the README says so.
    const entered = blocked ? Math.round(all * blockedDoor.entryRate) : binomial(chance, all, Math.min(0.95, (rate * share(weights.entered)) / share(weights.passers)));
    // Who buys came in up to an hour ago.
    const buyers = poisson(chance, (passers * rate * (blocked ? 0.4 : 1) * share(receiptWeights(weights.entered)) * expected.conversion) / 4);
    const sometime = () => start + Math.floor(chance() * quarterMs);
    const pad = (who: CastId, counter: 'passedBy' | 'entered', people: number) =>
      groupsOf(chance, people).map((count) => scripted(sometime(), who, 'site:ja', 'people-counted', { shift: shiftId(day, half, who), counter, count }));
    const fittings = Array.from({ length: binomial(chance, entered, expected.triedOn) }, () =>
      scripted(sometime(), crew.fitting, 'site:ja', 'people-counted', {
        shift: shiftId(day, half, crew.fitting), counter: 'triedOn', count: 1, segment: weighted(chance, segments),
      }));
    const sales = Array.from({ length: buyers }, (_, number) => sale(chance, sometime(), crew.till, shiftId(day, half, crew.till), `ja-${dateOf(calendar, day)}-${hour}${quarter}-${number}`)).flat();
    return [...pad(crew.counter, 'passedBy', all - entered), ...pad(crew.counter, 'entered', entered), ...fittings, ...sales];
  });
}

function sale(chance: Chance, at: number, who: CastId, shift: string, id: string): ScriptedFact[] {
  const units = weighted(chance, [[1, 74], [2, 20], [3, 6]]);
  const lines = Array.from({ length: units }, () => {
    const { style, price } = styles[Math.floor(chance() * styles.length)] ?? styles[0];
    return { style, size: weighted(chance, sizes), units: 1, amountMinor: price };
  });
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const segment = weighted(chance, segments);
  const sold = scripted(at, who, 'site:ja', 'sale-recorded', {
    sale: id, shift, amountMinor, currency: 'CNY', units, channel: 'store', segment, payment: weighted(chance, paymentShares), lines,
  });
  if (chance() > expected.contacts) return [sold];
  return [sold, scripted(at + 20_000, who, 'site:ja', 'contact-added', { shift, count: 1, sale: id, segment })];
}

/** Told in this order: nobody says again what was said just before. */
const reports = [
  { text: '白衬衫 M 又断了，刚才有人等不及走了', category: 'stock', severity: 'high', zone: 'racks' },
  { text: '空调又在滴水，试衣间门口地滑', category: 'safety', severity: 'high', zone: 'fitting' },
  { text: '试衣间排了 6 个，有人看一眼就走了', category: 'queue', severity: 'high', zone: 'fitting' },
  { text: '九分裤 S 今天第 3 个问的，架上只剩 L', category: 'stock', severity: 'medium', zone: 'racks' },
  { text: '收银台地上有水，放了防滑垫，等保洁', category: 'safety', severity: 'medium', zone: 'till' },
  { text: '收银排到门口，两个人放下衣服走了', category: 'queue', severity: 'high', zone: 'till' },
  { text: '针织开衫 M 卖完了，客人问什么时候到', category: 'stock', severity: 'medium', zone: 'racks' },
  { text: '打卡墙边的灯架有点晃，先围起来了', category: 'safety', severity: 'high', zone: 'photo-wall' },
  { text: '试衣间又排到 5 个，开了直播角的帘子还是慢', category: 'queue', severity: 'medium', zone: 'fitting' },
] as const;

/** Somebody reports something every forty minutes or so. */
function issues(calendar: Calendar, chance: Chance, day: number): ScriptedFact[] {
  const facts: ScriptedFact[] = [];
  let at = instantOf(calendar, day, '10:20');
  // Another one opens each day.
  for (let number = 1; at < instantOf(calendar, day, '21:45'); number += 1) {
    const half = at < instantOf(calendar, day, '16:00') ? 'early' : 'late';
    const report = reports[(day * 4 + number) % reports.length] ?? reports[0];
    facts.push(scripted(at, crewOf(day, half).fitting, 'site:ja', 'item-opened', {
      item: `live-${dateOf(calendar, day)}-${number}`, kind: 'issue', ...report, shift: shiftId(day, half, crewOf(day, half).fitting),
    }));
    at += Math.round(-Math.log(1 - chance()) * 40 * 60_000);
  }
  return facts;
}

function binomial(chance: Chance, trials: number, probability: number): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) if (chance() < probability) successes += 1;
  return successes;
}
