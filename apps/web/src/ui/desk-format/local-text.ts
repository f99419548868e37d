import type { Locale } from '../locale.ts';

/** Words that are data: a name or sentence kept in Chinese, and in English where somebody wrote it. */
export interface LocalText {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** The words in the language on screen; Chinese where there is no English. */
export function localText(text: LocalText, locale: Locale): string {
  return locale === 'en' ? text.en || text.zh : text.zh;
}

/** A name of ours inside an English sentence: `entry rate`, but `GMV`. Chinese has no such difference. */
export function inSentence(name: string, locale: Locale): string {
  return locale === 'en' && /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

const mark = '\u3001';

/** Names in a row as the language writes them: `静安、徐汇`, `Jing’an and Xuhui`. */
export function listOf(names: readonly string[], locale: Locale): string {
  return locale === 'en'
    ? new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(names)
    : names.join(mark);
}
