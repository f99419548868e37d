import { roles } from '@fieldloop/domain/fact';
import * as z from 'zod';
import { askedInstant, phrase } from './schemas/measured.ts';

const id = z.string().min(1).max(64);
const instant = z.int();

export const role = z.enum(roles);
/** Roles that an enrolment link can give. */
export const enrolledRole = z.enum(['operator', 'lead', 'partner']);
export const locale = z.enum(['zh-CN', 'en']);
const scope = z.union([z.literal('desk'), z.templateLiteral(['site:', z.string()])]);

export const membership = z.object({ scope, role, from: instant, until: instant.optional() });

/** Nothing to send. */
export const nothing = z.void();
export const done = z.object({ done: z.literal(true) });

/** `ticket`: with it and a new code, whoever left this phone is the same person again. */
export const left = z.object({ done: z.literal(true), ticket: z.string().optional() });

export const me = z.discriminatedUnion('signedIn', [
  z.object({ signedIn: z.literal(false), serverNow: instant }),
  z.object({
    signedIn: z.literal(true),
    person: z.object({ id, name: z.string(), locale: z.string() }),
    organization: z.object({ id, name: z.string() }),
    via: z.enum(['account', 'enrolment']),
    memberships: z.array(membership),
    serverNow: instant,
  }),
]);

/** `ABCD-EFGH`, in any case, with or without the dash. */
export const enrolmentCode = z.string().trim().min(4).max(40);

export const preview = z.object({
  state: z.enum(['ok', 'expired', 'used', 'revoked', 'unknown']),
  organization: z.object({ id, name: z.string() }).optional(),
  /** In every language it has, as the phone may be turned to another one. */
  site: z.object({ id, name: phrase }).optional(),
  role: role.optional(),
});

export const joinRequest = z.object({
  code: enrolmentCode,
  name: z.string().trim().min(1).max(80),
  locale: locale.default('zh-CN'),
  ticket: z.string().max(200).optional(),
});

export const newEnrolment = z.object({
  site: id,
  role: enrolledRole,
  uses: z.int().min(1).max(200).default(1),
  expiresInMinutes: z.int().min(1).max(30 * 24 * 60).default(24 * 60),
  membershipUntil: askedInstant.min(946_684_800_000).optional(),
});

export const createdEnrolment = z.object({
  id,
  /** Shown once; only its hash is kept. */
  code: z.string(),
  url: z.string(),
  qrSvg: z.string(),
  expiresAt: instant,
});

export const enrolment = z.object({
  id,
  site: id,
  role,
  uses: z.int(),
  used: z.int(),
  createdAt: instant,
  createdBy: z.string(),
  expiresAt: instant,
  revokedAt: instant.optional(),
  membershipUntil: instant.optional(),
  people: z.array(z.object({ id, name: z.string(), joinedAt: instant, revokedAt: instant.optional() })),
});

export const listedPerson = z.object({ id, name: z.string(), memberships: z.array(membership) });
export const byId = z.object({ id });

export const credentials = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });
export const signInToken = z.object({ token: z.string().min(8).max(200) });
export const ownAccount = z.object({ email: z.string(), hasPassword: z.boolean() });
/** `current`: needed once there is one. */
export const newPassword = z.object({ current: z.string().max(200).optional(), password: z.string().min(12).max(128) });
export const newAccount = z.object({
  email: z.email().max(200),
  password: z.string().min(12).max(200),
  name: z.string().trim().min(1).max(80),
  role: z.enum(['planner', 'operations-manager', 'data-analyst', 'admin']),
});
