import { readFileSync } from 'node:fs';

export type Locale = 'zh-CN' | 'en';

const folder = new URL('../../../apps/web/messages/', import.meta.url);

function read(locale: Locale): Readonly<Record<string, unknown>> {
  const files = ['app', 'floor', 'desk'].map((name) => readFileSync(new URL(`${name}.${locale}.json`, folder), 'utf8'));
  return Object.assign({}, ...files.map((text) => JSON.parse(text) as object)) as Record<string, unknown>;
}

const known: Record<Locale, Readonly<Record<string, unknown>>> = { 'zh-CN': read('zh-CN'), en: read('en') };

/** What the screen says for a message key, so that a test finds things as a person does and survives a rewording. */
export function words(key: string, values: Readonly<Record<string, string | number>> = {}, locale: Locale = 'zh-CN'): string {
  const text = known[locale][key];
  if (typeof text !== 'string') throw new Error(`no plain message is named ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** A pattern for a message whose values do not matter. */
export function wordsLike(key: string, locale: Locale = 'zh-CN'): RegExp {
  const text = known[locale][key];
  if (typeof text !== 'string') throw new Error(`no plain message is named ${key}`);
  return new RegExp(text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
}
