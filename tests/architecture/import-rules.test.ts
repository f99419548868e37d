import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImports, importsOf } from './check-imports.ts';
import { doors, zones, type Zone } from './import-rules.ts';

const repository = resolve(import.meta.dirname, '../..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fieldloop-imports-'));
  for (const folder of ['packages/statistics', 'packages/domain', 'packages/sync', 'apps/server', 'apps/web']) {
    mkdirSync(join(copy, folder), { recursive: true });
    cpSync(join(repository, folder, 'package.json'), join(copy, folder, 'package.json'));
  }
});

afterAll(() => rmSync(copy, { recursive: true }));

/** What the check says about a tree in which one file imports one thing. */
function plant(file: string, statement: string) {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${statement}\n`);
  try {
    return checkImports(copy);
  } finally {
    rmSync(join(copy, file));
  }
}

const folderOf = ({ path }: Zone, name = 'one') => path.replace('{feature}', name);
const fileIn = (zone: Zone, name?: string) => `${folderOf(zone, name)}/planted.ts`;
const pathBetween = (from: string, to: string) => {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};

it('holds for the repository itself', () => {
  expect(checkImports(repository)).toEqual([]);
});

// The messages are generated, so nothing is checked in them.
describe.each(zones.filter(({ path }) => path !== 'apps/web/src/paraglide'))('$path', (zone) => {
  const others = zones.filter((other) => other !== zone);

  it.each(others.map((other) => ({ other, path: other.path })))('is held off $path unless the rules allow it', ({ other }) => {
    const file = fileIn(zone);
    const target = pathBetween(file, `${folderOf(other)}/thing.ts`);
    const value = plant(file, `import { thing } from '${target}';`);
    const types = plant(file, `import type { Thing } from '${target}';`);
    const dynamic = plant(file, `const thing = await import('${target}');`);
    // A door may forbid what the zone allows; doors are tried below.
    if (doors.some((door) => door.file.test(`${folderOf(other)}/thing.ts`))) return;
    expect(value).toHaveLength(zone.ours.includes(other.path) ? 0 : 1);
    expect(dynamic).toHaveLength(zone.ours.includes(other.path) ? 0 : 1);
    expect(types).toHaveLength(zone.ours.includes(other.path) || zone.ours.includes(`type ${other.path}`) ? 0 : 1);
  });

  const foreign = zone.packages.includes('*') ? (zone.not ?? []) : ['node:fs', 'pg', 'left-pad'];
  it.each(foreign)('is held off the package %s', (name) => {
    expect(plant(fileIn(zone), `import thing from '${name}';`)).toHaveLength(1);
  });
});

it('keeps features from each other, and lets a feature import itself', () => {
  const feature = zones.find(({ path }) => path.includes('{feature}'));
  if (!feature) throw new Error('no zone of features');
  const file = fileIn(feature, 'count');
  expect(plant(file, `import { x } from '../report/x.ts';`)).toHaveLength(1);
  expect(plant(file, `import { x } from './x.ts';`)).toHaveLength(0);
});

it('finds a package of ours by its name as well', () => {
  expect(plant('packages/domain/src/planted.ts', `import { createLedger } from '@fieldloop/sync/server';`)).toHaveLength(1);
  expect(plant('packages/sync/src/client/planted.ts', `import { createLedger } from '@fieldloop/sync/server';`)).toHaveLength(1);
  expect(plant('apps/web/src/features/count/planted.ts', `import type { AppRouter } from '@fieldloop/server/api-types';`)).toHaveLength(1);
  expect(plant('apps/web/src/runtime/planted.ts', `import { appRouter } from '@fieldloop/server/api-types';`)).toHaveLength(1);
  expect(plant('apps/web/src/runtime/planted.ts', `import type { AppRouter } from '@fieldloop/server/api-types';`)).toHaveLength(0);
});

describe('a door', () => {
  it('keeps tables from the API', () => {
    expect(plant('apps/server/src/api/planted.ts', `import { fact } from '../ledger/ledger-tables.ts';`)).toHaveLength(1);
    expect(plant('apps/server/src/ledger/planted.ts', `import { fact } from './ledger-tables.ts';`)).toHaveLength(0);
  });

  it('keeps the demo out of everything but the first start', () => {
    expect(plant('apps/server/src/http/planted.ts', `import { loadDemo } from '../demo/load-demo.ts';`)).toHaveLength(1);
    expect(plant('apps/server/src/first-start.ts', `const { loadDemo } = await import('./demo/load-demo.ts');`)).toHaveLength(0);
  });

  it('is tried here, each of them', () => {
    expect(doors).toHaveLength(2);
  });
});

it('refuses a file that no zone knows', () => {
  expect(plant('packages/sync/src/elsewhere/planted.ts', `import 'zod/mini';`)).toHaveLength(1);
});

it('reads every way of importing', () => {
  const source = `
    import a from 'a'; import type { B } from "b"; import { type C, type D } from 'c'; import { type E, f } from 'd';
    export * from 'e'; export { g } from 'f'; import 'g'; const h = await import('h'); import * as i from 'i';
    // import 'commented';
    /* import 'also-commented'; */
  `;
  expect(importsOf(source).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ':type' : ''}`)).toEqual([
    'a', 'b:type', 'c:type', 'd', 'e', 'f', 'g', 'h', 'i',
  ]);
});
