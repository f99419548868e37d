import type { MessageParams } from '../api/schemas/inbox.ts';
import type { Locale, Notice } from './notice.ts';
import type { NoticeWords, Said } from './notice-words.ts';
import { noticeWordsEn } from './words-en.ts';
import { noticeWordsZh } from './words-zh.ts';

export const words: Readonly<Record<Locale, NoticeWords>> = { 'zh-CN': noticeWordsZh, en: noticeWordsEn };

/** Title and body of a notice in one language. */
export function sayNotice(notice: Notice, locale: Locale): { readonly title: string; readonly body: string } {
  return words[locale].notices[notice.kind](said(notice.params));
}

function said(params: MessageParams): Said {
  const number = (name: string) => {
    const value = params[name];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    text: (name) => String(params[name] ?? ''),
    number,
    value(name) {
      const value = number(name);
      if (value === undefined) return undefined;
      if (params['unit'] === 'share') return `${(value * 100).toFixed(1)}%`;
      return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(1);
    },
  };
}
