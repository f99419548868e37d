import type { Notice } from './notice.ts';

/** The sentences that leave the house. Each language has all of them, or nothing compiles. */
export interface NoticeWords {
  readonly open: string;
  readonly digest: (count: number) => string;
  /** Complaint kinds and reasons for leaving, as codes; a style and size is shown as it is. */
  readonly details: Readonly<Record<string, string>>;
  readonly notices: { readonly [Kind in Notice['kind']]: (params: Said) => { readonly title: string; readonly body: string } };
}

/** Params as the sentences read them. */
export interface Said {
  text(name: string): string;
  number(name: string): number | undefined;
  /** `11.2 %`, `¥12`, `4` — by `unit`. */
  value(name: string): string | undefined;
}

/** `17/152`, with thousands separators. */
export function parts(params: Said): string {
  const [numerator, denominator] = [params.number('numerator'), params.number('denominator')];
  if (numerator === undefined || !denominator) return '';
  return `${numerator.toLocaleString('en-US')}/${denominator.toLocaleString('en-US')}`;
}
