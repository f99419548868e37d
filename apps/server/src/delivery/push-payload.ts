import type { Locale, Notice } from './notice.ts';
import { topicHeader } from './notice.ts';
import { sayNotice } from './words.ts';

/** Bytes of plaintext that every push service takes; the hard limit is 3,993. */
export const payloadLimit = 3_000;

/**
 * One JSON for both readers: a browser that knows declarative web push shows it by itself, the service worker
 * reads the same fields. `origin` is the address of the app, for `navigate`.
 */
export function pushPayload(notice: Notice, locale: Locale, origin: string): string {
  const { title, body } = sayNotice(notice, locale);
  const build = (text: string) =>
    JSON.stringify({
      web_push: 8030,
      notification: {
        title: cut(title, 300),
        body: text,
        lang: locale,
        tag: topicHeader(notice.topic),
        navigate: new URL(notice.navigate, origin).href,
        data: { id: notice.id, kind: notice.kind, navigate: notice.navigate, ...(notice.alert ? { alert: notice.alert } : {}) },
      },
    });
  const spare = payloadLimit - Buffer.byteLength(build(''));
  return build(cut(body, Math.max(spare, 0)));
}

/** At most `bytes` of UTF-8 once it is inside JSON; ends with … when something is missing. Never splits a character. */
export function cut(text: string, bytes: number): string {
  if (size(text) <= bytes) return text;
  if (bytes < size('…')) return '';
  let used = size('…');
  let kept = '';
  for (const character of text) {
    used += size(character);
    if (used > bytes) break;
    kept += character;
  }
  return `${kept}…`;
}

const size = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;
