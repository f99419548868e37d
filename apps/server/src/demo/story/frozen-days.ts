/** One day at the Jing'an pop-up. These totals are the story: nothing draws them. */
export interface FrozenDay {
  readonly day: number;
  readonly weather: 'sunny' | 'cloudy' | 'overcast' | 'light-rain' | 'rain' | 'heavy-rain';
  readonly events: readonly string[];
  /** Everybody who crossed the line, in or past. */
  readonly passers: number;
  readonly entered: number;
  readonly triedOn: number;
  readonly receipts: number;
  readonly units: number;
  /** Whole yuan. */
  readonly sales: number;
  readonly contacts: number;
}

type Row = readonly [FrozenDay['weather'], readonly string[], number, number, number, number, number, number, number];

const rows: readonly Row[] = [
  ['sunny', ['开业'], 2_087, 262, 15, 8, 9, 2_119, 2],
  ['sunny', [], 1_901, 241, 13, 7, 8, 1_990, 2],
  ['cloudy', ['直播'], 1_934, 243, 14, 8, 10, 2_489, 2],
  ['rain', [], 1_411, 167, 9, 5, 6, 1_518, 2],
  ['overcast', [], 2_175, 293, 20, 10, 11, 2_729, 3],
  ['sunny', ['商场乐队', '直播'], 3_733, 461, 26, 15, 18, 4_382, 5],
  ['sunny', [], 3_050, 355, 23, 11, 14, 3_351, 3],
  ['cloudy', [], 1_867, 234, 16, 6, 6, 1_495, 2],
  ['sunny', [], 1_829, 236, 15, 8, 9, 2_231, 3],
  ['sunny', ['直播'], 1_945, 226, 14, 6, 7, 1_734, 2],
  ['cloudy', ['双周会'], 1_847, 227, 15, 7, 8, 1_956, 2],
  ['light-rain', [], 1_781, 198, 13, 6, 7, 1_738, 2],
  ['sunny', ['直播'], 3_273, 361, 21, 11, 12, 2_981, 3],
  ['sunny', ['夜间调场'], 2_984, 315, 18, 10, 13, 2_960, 3],
  ['sunny', ['v2 生效'], 1_811, 529, 69, 31, 41, 9_726, 18],
  ['cloudy', [], 1_919, 635, 102, 47, 61, 14_918, 32],
  ['rain', ['直播'], 1_456, 527, 97, 46, 61, 14_903, 28],
  ['sunny', [], 1_868, 709, 172, 73, 108, 26_076, 49],
  ['sunny', ['补货 400'], 2_189, 871, 200, 88, 114, 27_108, 57],
  ['sunny', ['商场会员日', '直播'], 3_784, 1_456, 310, 160, 210, 50_479, 117],
  ['sunny', [], 3_126, 1_274, 276, 137, 182, 45_520, 88],
  ['cloudy', [], 1_844, 738, 150, 66, 83, 19_817, 39],
  ['sunny', [], 1_897, 750, 173, 70, 89, 21_947, 47],
  ['sunny', ['直播', '补货 500'], 1_889, 731, 161, 78, 105, 24_996, 50],
  ['heavy-rain', ['双周会'], 1_345, 488, 108, 51, 71, 16_759, 36],
  ['sunny', [], 2_142, 842, 175, 91, 121, 28_937, 67],
  ['sunny', ['直播'], 3_387, 1_259, 277, 133, 171, 40_409, 85],
  ['sunny', [], 3_086, 1_252, 272, 122, 160, 37_471, 73],
];

export const frozenDays: readonly FrozenDay[] = rows.map(
  ([weather, events, passers, entered, triedOn, receipts, units, sales, contacts], index) => ({
    day: index + 1, weather, events, passers, entered, triedOn, receipts, units, sales, contacts,
  }),
);

/** The second revision is in force from this day's opening. */
export const firstDayOfV2 = 15;

export function frozenDay(day: number): FrozenDay {
  const found = frozenDays[day - 1];
  if (!found) throw new RangeError(`the story has no day ${day}`);
  return found;
}
