import * as z from 'zod';
import type { Locale, Notice } from './notice.ts';
import { sent, type Outcome } from './outcome.ts';
import { cut } from './push-payload.ts';
import { isTimeout } from './web-push.ts';
import { sayNotice, words } from './words.ts';

export interface WecomBot {
  readonly key: string;
  readonly locale: Locale;
}

export interface WecomSettings {
  /** `https://qyapi.weixin.qq.com`, or another address that answers like it. */
  readonly endpoint: string;
  /** Address of the app, for links; absent: messages carry none. */
  readonly origin: string | undefined;
}

/** 20 messages a minute for a bot, failures included. */
export const wecomRate = { capacity: 20, perMs: 60_000 };

/** The key in a pasted webhook address, or the key itself; undefined when it is neither. */
export function wecomKey(pasted: string): string | undefined {
  const key = URL.canParse(pasted) ? new URL(pasted).searchParams.get('key') : pasted;
  return key !== null && /^[\w-]{8,100}$/.test(key) ? key : undefined;
}

/** Posts notices as one markdown message; several become a digest. Success is HTTP 200 and `errcode` 0, nothing else. */
export async function sendWecom(bot: WecomBot, notices: readonly Notice[], settings: WecomSettings): Promise<Outcome> {
  const url = new URL('/cgi-bin/webhook/send', settings.endpoint);
  url.searchParams.set('key', bot.key);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content: wecomMarkdown(notices, bot.locale, settings.origin) } }),
      redirect: 'manual',
      signal: AbortSignal.timeout(8_000),
    });
    const text = await response.text();
    if (response.status >= 500) return { outcome: 'retry', afterMs: 0, reason: 'refused-by-service', code: String(response.status) };
    if (response.status === 429) return { outcome: 'retry', afterMs: 60_000, reason: 'rate-limited', code: '429' };
    if (response.status !== 200) return { outcome: 'failed', reason: 'unexpected-answer', code: String(response.status) };
    return judgeErrcode(parseErrcode(text));
  } catch (error) {
    return { outcome: 'retry', afterMs: 0, reason: isTimeout(error) ? 'timeout' : 'unreachable' };
  }
}

/** Meaning of the service's own code. 45009 must not be tried again inside its minute. */
export function judgeErrcode(errcode: number | undefined): Outcome {
  if (errcode === 0) return sent;
  if (errcode === undefined) return { outcome: 'failed', reason: 'unexpected-answer' };
  const code = String(errcode);
  if (errcode === -1) return { outcome: 'retry', afterMs: 0, reason: 'refused-by-service', code };
  if (errcode === 45009) return { outcome: 'retry', afterMs: 60_000, reason: 'rate-limited', code };
  if (errcode === 93000) return { outcome: 'channel-disabled', reason: 'bot-removed', code };
  return { outcome: 'failed', reason: 'refused-by-service', code };
}

/** 4,096 bytes is the service's limit for markdown. */
export function wecomMarkdown(notices: readonly Notice[], locale: Locale, origin: string | undefined): string {
  const lines = notices.map((notice) => {
    const { title, body } = sayNotice(notice, locale);
    const link = origin ? `\n[${words[locale].open}](${new URL(notice.navigate, origin).href})` : '';
    const head = notices.length > 1 ? `- **${plain(title)}**` : `**${plain(title)}**`;
    return notices.length > 1 ? `${head} ${plain(body)}` : `${head}\n>${plain(body).replaceAll('\n', '\n>')}${link}`;
  });
  if (notices.length > 1) lines.unshift(`**${words[locale].digest(notices.length)}**`);
  return cut(lines.join('\n'), 4_000);
}

/** Text that people typed must not become markup or a link. */
function plain(text: string): string {
  return text.replaceAll(/[<>[\]`*]/g, (character) => lookalike[character] ?? character);
}

const lookalike: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '[': '〔', ']': '〕', '`': 'ˋ', '*': '∗' };

const answer = z.object({ errcode: z.int() });

function parseErrcode(text: string): number | undefined {
  try {
    return answer.safeParse(JSON.parse(text)).data?.errcode;
  } catch {
    return undefined;
  }
}
