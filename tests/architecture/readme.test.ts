import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { settingNames } from '../../apps/server/src/env.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;

it('lists every setting, and none that does not exist', () => {
  const table = readme.slice(readme.indexOf('| setting |'), readme.indexOf('Sensors and tills'));
  const listed = table.split('\n').flatMap((row) => Array.from((row.split('|')[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g), ([, name]) => name));
  expect(listed.sort()).toEqual([...settingNames].sort());
});

it('names commands that exist', () => {
  const commands = Array.from(readme.matchAll(/npx pnpm@\S+ ([\w:]+(?: \| \w+)*)/g), ([, names = '']) => names.split(' | ')).flat();
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) expect(Object.keys(scripts)).toContain(command);
});
