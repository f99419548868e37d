import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const tsc = join(repository, 'node_modules/typescript/bin/tsc');
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Type checks one file under the settings of a package. */
function compileWith(name: string, code: string): { readonly failed: boolean; readonly output: string } {
  const copy = mkdtempSync(join(tmpdir(), 'fieldloop-compile-'));
  folders.push(copy);
  const target = join(copy, 'packages', name);
  const own = join(repository, 'packages', name);
  cpSync(join(repository, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  cpSync(join(own, 'package.json'), join(target, 'package.json'));
  const config = { ...(JSON.parse(readFileSync(join(own, 'tsconfig.json'), 'utf8')) as object), references: [] };
  writeFileSync(join(target, 'tsconfig.json'), JSON.stringify(config));
  mkdirSync(join(target, 'src'));
  writeFileSync(join(target, 'src/planted.ts'), code);
  const run = spawnSync(process.execPath, [tsc, '-p', target, '--noEmit', '--composite', 'false', '--incremental', 'false'], { encoding: 'utf8' });
  return { failed: run.status !== 0, output: run.stdout };
}

describe.each(['statistics', 'domain', 'sync'])('%s compiles', (name) => {
  it('with neither the DOM nor Node, timers or network', { timeout: 60_000 }, () => {
    const { failed, output } = compileWith(name, 'export const planted = [document, process, setTimeout, fetch, crypto];\n');
    expect(failed).toBe(true);
    for (const global of ['document', 'process', 'setTimeout', 'fetch', 'crypto']) expect(output).toContain(`'${global}'`);
  });

  it('when nothing of the kind is planted', { timeout: 60_000 }, () => {
    expect(compileWith(name, 'export const planted = 1;\n')).toEqual({ failed: false, output: '' });
  });
});

it('gives the web no code of the server, only types', () => {
  const run = (code: string) => execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: join(repository, 'tests'), stdio: 'pipe' });
  expect(() => run(`await import('@fieldloop/sync/protocol')`)).not.toThrow();
  expect(() => run(`await import('@fieldloop/server/api-types')`)).toThrow();
});

it('opens no package beyond its exports', () => {
  const run = (code: string) => execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: join(repository, 'tests'), stdio: 'pipe' });
  expect(() => run(`await import('@fieldloop/domain/src/facts/fact.ts')`)).toThrow();
});
