import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { records } from '../records/catalogue.ts';
import type { Fact } from './fact.ts';
import { deskFacts } from './desk-catalogue.ts';
import { floorFacts } from './floor-catalogue.ts';

const all = [...deskFacts.values()];
const vectors = new URL('./vectors/', import.meta.url);

function factOf(name: string, payload: unknown, scope: Fact['scope']): Fact {
  return {
    id: '01900000-0000-7000-8000-000000000001', seq: 1, name, version: 1, scope, subjects: [],
    at: 0, offset: 0, mono: 0, stamp: '0190000000000000-device-1', payload,
  };
}

describe('every fact', () => {
  it.each(all)('$name has a sample that its own schema accepts unchanged', ({ payload, sample }) => {
    expect(z.parse(payload, sample)).toEqual(sample);
  });

  it.each(all)('$name survives JSON', ({ payload, sample }) => {
    expect(z.parse(payload, JSON.parse(JSON.stringify(sample)))).toEqual(sample);
  });

  it.each(all)('$name is folded by the first record it names, or counted', (definition) => {
    const scope = definition.home === 'site' ? 'site:ja' : 'desk';
    const fact = factOf(definition.name, definition.sample, scope);
    const refs = definition.folds?.(fact)
      ?? (definition.subjects?.(definition.sample) ?? []).map((key) => ({ scope, kind: key.slice(0, key.indexOf(':')), id: '' }));
    const counted = (definition.counts?.(definition.sample, fact) ?? []).length > 0;
    const first = refs[0];
    if (first === undefined) expect(counted).toBe(true);
    else {
      expect(first.scope).toBe(scope);
      expect(Object.keys(records.get(first.kind)?.folds ?? {})).toContain(definition.name);
    }
  });

  it.each(all)('$name names only records that exist', (definition) => {
    const scope = definition.home === 'site' ? 'site:ja' : 'desk';
    const refs = definition.folds?.(factOf(definition.name, definition.sample, scope)) ?? [];
    for (const { kind } of refs) expect(records.has(kind)).toBe(true);
    for (const key of definition.subjects?.(definition.sample) ?? []) {
      expect(key).toMatch(/^[a-z][a-z0-9-]{0,40}:[\w.@:-]+$/);
      expect(records.has(key.slice(0, key.indexOf(':')))).toBe(true);
    }
  });

  it.each(all)('$name version $version has its vector, and all its vectors are still read', ({ name, version, payload, upcast }) => {
    expect(existsSync(new URL(`${name}.${version}.json`, vectors)), 'add the vector of a new version, keep the old ones').toBe(true);
    for (let old = 1; old <= version; old += 1) {
      const written: unknown = JSON.parse(readFileSync(new URL(`${name}.${old}.json`, vectors), 'utf8'));
      const current = old < version && upcast ? upcast(written, old) : written;
      expect(z.safeParse(payload, current).success).toBe(true);
    }
  });
});

describe('the catalogues', () => {
  it('have no vector of a fact that is gone', () => {
    for (const file of readdirSync(vectors)) expect(deskFacts.has(file.split('.')[0] ?? '')).toBe(true);
  });

  it('name facts in kebab case', () => {
    for (const { name } of all) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it('let phones write only to their site', () => {
    for (const { home } of floorFacts.values()) expect(home).toBe('site');
  });

  it('leave alarms to the server device', () => {
    const server = all.filter(({ allowed }) => allowed === undefined).map(({ name }) => name);
    expect(server.sort()).toEqual(['alert-cleared', 'alert-fired', 'alert-would-have-fired']);
  });

  it('have no fold for a fact that does not exist', () => {
    for (const { folds } of records.values()) for (const name of Object.keys(folds)) expect(deskFacts.has(name)).toBe(true);
  });
});
