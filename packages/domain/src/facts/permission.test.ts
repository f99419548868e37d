import { describe, expect, it } from 'vitest';
import type { Allowance } from './define-fact.ts';
import { deskFacts } from './desk-catalogue.ts';
import type { Actor, Fact, Role, ScopeKey } from './fact.ts';
import { roles } from './fact.ts';

type Who = Role | 'elsewhere' | 'nobody' | 'key' | 'server';

const floor: readonly Who[] = ['operator', 'lead', 'planner', 'operations-manager', 'data-analyst', 'admin', 'server'];
const leads: readonly Who[] = ['lead', 'planner', 'operations-manager', 'data-analyst', 'admin', 'server'];
const desk: readonly Who[] = ['planner', 'operations-manager', 'data-analyst', 'admin', 'server'];
const readers: readonly Who[] = [...floor, 'partner'];
const planning: readonly Who[] = ['planner', 'operations-manager', 'server'];
const analysing: readonly Who[] = [...planning, 'data-analyst'];
const staffing: readonly Who[] = ['operations-manager', 'admin', 'server'];
const tills: readonly Who[] = [...floor, 'key'];

/** Who may write what, by the sample of each fact. A new fact does not pass until it is in here. */
const table: Readonly<Record<string, readonly Who[]>> = {
  'shift-started': floor, 'shift-handed-over': floor, 'shift-ended': floor, 'day-marked': leads,
  'people-counted': tills, 'left-without-buying': floor, 'sale-recorded': tills, 'refund-recorded': tills,
  'contact-added': floor, 'complaint-recorded': floor, 'size-missing-asked': floor, 'count-corrected': floor,
  'live-session-started': floor, 'live-reading': tills, 'live-session-marked': floor, 'live-session-ended': floor,
  'item-opened': floor, 'item-moved': leads, 'item-commented': readers, 'item-assigned': leads, 'item-edited': floor,
  'item-seen': desk, 'item-withdrawn': leads, 'photo-attached': readers, 'step-completed': floor,
  'revision-delivered': readers, 'revision-acknowledged': readers, 'revision-put-in-force': leads,
  'alert-acknowledged': leads,
  'revision-published': planning, 'rule-set': analysing, 'target-set': analysing, 'check-asked': analysing,
  'check-passed': ['operations-manager'], 'check-returned': ['operations-manager'],
  'loop-opened': planning, 'signal-joined': planning, 'loop-decided': planning, 'loop-closed': planning,
  'plan-set': planning, 'site-set': [...planning, 'admin'], 'person-named': staffing,
  'membership-granted': staffing, 'membership-ended': staffing,
  'alert-fired': [], 'alert-cleared': [], 'alert-would-have-fired': [],
};

const everybody: readonly Who[] = [...roles, 'elsewhere', 'nobody', 'key', 'server'];
const siteRoles: readonly Who[] = ['operator', 'lead', 'partner'];

function actorOf(who: Who): Actor {
  const base = { person: 'somebody', device: 'device-1', memberships: [] };
  if (who === 'server') return { ...base, kind: 'server' };
  if (who === 'key') return { ...base, kind: 'key' };
  if (who === 'nobody') return { ...base, kind: 'person' };
  if (who === 'elsewhere') return { ...base, kind: 'person', memberships: [{ scope: 'site:xh', role: 'lead', from: 0 }] };
  return { ...base, kind: 'person', memberships: [{ scope: siteRoles.includes(who) ? 'site:ja' : 'desk', role: who, from: 0 }] };
}

function factOf(name: string, scope: ScopeKey, payload: unknown): Fact {
  return {
    id: '01900000-0000-7000-8000-000000000001', seq: 1, name, version: 1, scope, subjects: [],
    at: 10, offset: 0, mono: 0, stamp: '000000000000000a-device-1', payload,
  };
}

function may(who: Who, name: string, change: object = {}, at = 10): Allowance {
  const definition = deskFacts.get(name);
  if (!definition) throw new Error(`no fact ${name}`);
  const payload = { ...(definition.sample as object), ...change };
  return definition.allowed?.(actorOf(who), factOf(name, definition.home === 'site' ? 'site:ja' : 'desk', payload), at) ?? false;
}

describe('who may write what', () => {
  it('is said for every fact', () => {
    expect(Object.keys(table).sort()).toEqual([...deskFacts.keys()].sort());
  });

  it.each(Object.entries(table))('%s', (name, wanted) => {
    expect(everybody.filter((who) => may(who, name)).sort()).toEqual([...wanted].sort());
  });

  it('lets an operator correct what they counted themselves, on whichever device, and a lead what anybody did', () => {
    const others = { target: { kind: 'fact', fact: 'fact-1', device: 'device-2' } };
    expect(may('operator', 'count-corrected')).toBe('own');
    expect(may('operator', 'count-corrected', others)).toBe('own');
    expect(may('lead', 'count-corrected', others)).toBe(true);
    expect(may('partner', 'count-corrected')).toBe(false);
  });

  it('lets an operations manager staff sites, and only an admin the desk', () => {
    for (const name of ['membership-granted', 'membership-ended']) {
      expect(everybody.filter((who) => may(who, name, { scope: 'desk', role: 'admin' })).sort()).toEqual(['admin', 'server']);
    }
  });

  it('lets people say what they are called where they belong, and nowhere else', () => {
    const named = (sites: readonly string[]) => everybody.filter((who) => may(who, 'person-named', { person: 'somebody', sites })).sort();
    expect(named(['ja'])).toEqual([...readers].sort());
    expect(named(['ja', 'xh'])).toEqual([...desk].sort());
    expect(named(['xh'])).toEqual([...desk, 'elsewhere'].sort());
    expect(named([])).toEqual([...staffing].sort());
  });

  it('leaves it to planning to adopt what the floor proposes', () => {
    expect(may('lead', 'item-moved', { to: 'adopted' })).toBe(false);
    expect(may('planner', 'item-moved', { to: 'adopted' })).toBe(true);
  });

  it('lets nobody answer a check in a role they do not hold', () => {
    expect(may('planner', 'check-passed', { as: 'operations-manager' })).toBe(false);
    expect(may('planner', 'check-passed', { as: 'planner' })).toBe(true);
    expect(may('server', 'check-passed', { as: 'operations-manager' })).toBe(false);
  });

  it('is judged at the time of the fact: a membership that ended later still counts', () => {
    const definition = deskFacts.get('people-counted');
    const actor: Actor = { kind: 'person', person: 'p', device: 'd', memberships: [{ scope: 'site:ja', role: 'operator', from: 5, until: 20 }] };
    const allowed = (at: number) => definition?.allowed?.(actor, factOf('people-counted', 'site:ja', definition.sample), at);
    expect([4, 5, 19, 20].map(allowed)).toEqual([false, true, true, false]);
  });
});
