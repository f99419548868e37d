import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { calendarEndingBefore } from './story/calendar.ts';
import { organizationName } from './story/places.ts';
import { story } from './story/story.ts';
import { whereToLook } from './where-to-look.ts';

const origin = 'http://localhost:4400';

it('leads to a loop and a plan that the story has, and to a command that exists', () => {
  const lines = whereToLook(organizationName, origin, false).join('\n');
  const payloads = story(calendarEndingBefore(Date.UTC(2026, 6, 20))).map(({ payload }) => payload as Readonly<Record<string, unknown>>);
  for (const kind of ['loop', 'plan']) {
    const id = new RegExp(`/desk/${kind}s?/([\\w-]+)`).exec(lines)?.[1];
    expect(payloads.some((payload) => payload[kind] === id), `${kind} ${id}`).toBe(true);
  }
  const { scripts } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../package.json'), 'utf8')) as { scripts: Record<string, string> };
  expect(Object.keys(scripts)).toContain(/pnpm@\S+ (\S+)$/m.exec(lines)?.[1]);
});

it('says nothing of a demo to another organization, nor how to start it when the shop goes on already', () => {
  expect(whereToLook('Fieldloop', origin, false)).toEqual([]);
  expect(whereToLook(organizationName, origin, true).join('\n')).not.toContain('demo:live');
});
