/** The numbers of a site day until now, as the group chat gets them. Money in minor units. */
export interface DayFigures {
  readonly passedBy: number;
  readonly entered: number;
  readonly triedOn: number;
  readonly receipts: number;
  readonly amountMinor: number;
  readonly contacts: number;
  /** What the day should sell; undefined when nobody set it. */
  readonly targetMinor: number | undefined;
  /** Footfall and entries are sampled, sales are not: no rate over both. */
  readonly sampled: boolean;
  /** Missing sizes asked for at least twice, the most asked first: `S01-W M`. */
  readonly sizes: readonly string[];
  /** Open issues that the group should know of. */
  readonly issues: readonly string[];
}

/** Writes each part of the text; the order and what is left out are decided here. */
export interface ReportWords {
  flow(footfall: number, entered: number, rate: number, sampled: boolean): string;
  sales(receipts: number, conversion: number | undefined): string;
  money(amountMinor: number, share: number | undefined): string;
  average(amountMinor: number): string;
  triedOn(n: number): string;
  contacts(n: number): string;
  sizes(list: readonly string[]): string;
  issues(list: readonly string[]): string;
}

/** The parts of the text, in the order people read them; what is zero or unknown is left out. */
export function reportParts(figures: DayFigures, words: ReportWords): readonly string[] {
  const { passedBy, entered, receipts, amountMinor, targetMinor, sampled } = figures;
  const footfall = passedBy + entered;
  const parts: (string | undefined)[] = [
    footfall > 0 ? words.flow(footfall, entered, entered / footfall, sampled) : undefined,
    receipts > 0 || footfall > 0 ? words.sales(receipts, sampled || entered === 0 || receipts === 0 ? undefined : receipts / entered) : undefined,
    amountMinor > 0 ? words.money(amountMinor, targetMinor === undefined ? undefined : amountMinor / targetMinor) : undefined,
    receipts > 0 && amountMinor > 0 ? words.average(amountMinor / receipts) : undefined,
    figures.triedOn > 0 ? words.triedOn(figures.triedOn) : undefined,
    figures.contacts > 0 ? words.contacts(figures.contacts) : undefined,
    figures.sizes.length > 0 ? words.sizes(figures.sizes) : undefined,
    figures.issues.length > 0 ? words.issues(figures.issues) : undefined,
  ];
  return parts.filter((part) => part !== undefined);
}
