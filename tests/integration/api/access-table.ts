import { randomUUID } from 'node:crypto';

/** Who may call a procedure. `desk`: every desk role. `signed-in`: every role. */
export type Callers = 'everyone' | 'signed-in' | 'desk' | readonly Role[];
export type Role = 'operator' | 'lead' | 'partner' | 'planner' | 'operations-manager' | 'data-analyst' | 'admin';

/** What the table may name in an input: made anew for each role, in the organization under test. */
export interface Made {
  readonly code: string;
  readonly enrolment: string;
  readonly key: string;
  readonly channel: string;
  /** A fact in quarantine. */
  readonly held: { readonly device: string; readonly seq: number };
}

export interface Row {
  readonly callers: Callers;
  readonly input?: unknown | ((made: Made) => unknown);
  /** What an allowed caller gets; default 200. */
  readonly status?: number;
}

const desk = ['planner', 'operations-manager', 'data-analyst', 'admin'] as const;
const settlers = ['planner', 'operations-manager', 'admin'] as const;
const keepers = ['admin', 'planner'] as const;
const now = 1_783_050_000_000;
const account = { email: 'new@example.org', password: 'a long enough password', name: 'x', role: 'planner' };
const subscription = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/x', keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) }, locale: 'zh-CN',
};

/** Every procedure. A new one without a row here fails the test. */
export const accessTable: Readonly<Record<string, Row>> = {
  'people.me': { callers: 'everyone' },
  'people.preview': { callers: 'everyone', input: ({ code }: Made) => ({ code }) },
  'people.join': { callers: 'everyone', input: ({ code }: Made) => ({ code, name: 'x' }) },
  'people.leave': { callers: 'everyone' },
  'people.signIn': { callers: 'everyone', input: { email: 'nobody@example.org', password: 'wrong password' }, status: 401 },
  'people.signInByLink': { callers: 'everyone', input: { token: 'no such token' }, status: 401 },
  'people.signOut': { callers: 'everyone' },
  'people.account': { callers: 'desk' },
  'people.setPassword': { callers: 'desk', input: { current: 'not my password', password: 'a long enough password' }, status: 401 },
  'people.enrolments': { callers: 'signed-in', input: {} },
  'people.createEnrolment': { callers: ['lead', ...desk], input: { site: 'ja', role: 'operator' } },
  'people.revokeEnrolment': { callers: ['lead', ...desk], input: ({ enrolment }: Made) => ({ id: enrolment }) },
  'people.list': { callers: 'desk' },
  'people.createAccount': { callers: ['admin'], input: account },

  'sync.push': { callers: 'signed-in', input: () => ({ protocol: 1, device: randomUUID(), app: 'test', clientNow: now, firstSeq: 1, facts: [] }) },
  'sync.pull': { callers: 'signed-in', input: () => ({ protocol: 1, device: randomUUID(), cursors: {} }) },

  'insight.now': { callers: 'signed-in' },
  'insight.plan': { callers: 'signed-in', input: { plan: 'commute' } },
  'insight.series': { callers: 'signed-in', input: { site: 'ja', metric: 'entry-rate', from: now - 3_600_000, to: now, step: 'hour' } },
  'insight.totals': { callers: 'signed-in', input: { site: 'ja' } },
  'insight.loop': { callers: 'signed-in', input: { loop: 'loop-18' } },
  'insight.effect': { callers: 'signed-in', input: { revision: 'commute@2', site: 'ja' } },

  'alerts.states': { callers: 'desk' },
  'alerts.preview': {
    callers: 'desk',
    input: {
      rule: {
        rule: 'rule-1', title: '进店率低于 20%', sites: ['ja'], plan: 'commute',
        condition: {
          kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
          window: { kind: 'rolling', minutes: 120 }, minimum: 100,
        },
        effectiveFrom: now, evaluations: 2, recoveryEvaluations: 2, keepFiringMinutes: 30,
        during: 'opening-hours', severity: 'attention', notify: [], enabled: true,
      },
    },
  },

  'inbox.list': { callers: 'signed-in' },
  'inbox.read': { callers: 'signed-in', input: {} },

  'push.publicKey': { callers: 'signed-in' },
  // Web push is off on the server under test: it says so.
  'push.subscribe': { callers: 'signed-in', input: subscription, status: 503 },
  'push.unsubscribe': { callers: 'signed-in', input: { endpoint: subscription.endpoint } },

  'channels.list': { callers: keepers },
  'channels.save': { callers: keepers, input: { kind: 'wecom', name: 'x', enabled: false, secret: '11111111-2222-3333-4444-555555555555' } },
  'channels.remove': { callers: keepers, input: ({ channel }: Made) => ({ id: channel }) },
  'channels.test': { callers: keepers, input: ({ channel }: Made) => ({ id: channel }) },

  'admin.keys.list': { callers: ['admin'] },
  'admin.keys.create': { callers: ['admin'], input: { name: 'x' } },
  'admin.keys.revoke': { callers: ['admin'], input: ({ key }: Made) => ({ id: key }) },
  'admin.audit': { callers: ['admin'], input: {} },

  'quarantine.count': { callers: 'desk' },
  'quarantine.list': { callers: 'desk', input: {} },
  'quarantine.one': { callers: 'desk', input: ({ held }: Made) => held },
  'quarantine.counted': { callers: 'signed-in', input: { facts: [randomUUID()] } },
  'quarantine.release': { callers: settlers, input: ({ held }: Made) => held },
  'quarantine.dismiss': { callers: settlers, input: ({ held }: Made) => ({ ...held, note: 'x' }) },
};
