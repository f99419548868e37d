import * as z from 'zod';
import { isRealContact } from './delivery/vapid.ts';
import { StartError } from './start-error.ts';

const perMinute = z.coerce.number().int().min(1).max(1_000_000);
const switchedOn = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });

/** `2026-07-03T10:00:00+08:00@30`: starts at that instant and runs 30 times as fast. */
const clockSetting = z.string().transform((text, context) => {
  const parts = /^(.+?)(?:@(\d+(?:\.\d+)?))?$/.exec(text);
  const startAt = Date.parse(parts?.[1] ?? '');
  const rate = Number(parts?.[2] ?? 1);
  if (Number.isNaN(startAt) || !(rate > 0 && rate <= 10_000)) {
    context.addIssue({ code: 'custom', message: 'expected an instant like 2026-07-03T10:00:00+08:00, optionally @rate' });
    return z.NEVER;
  }
  return { startAt, rate };
});

/** Every setting, with its default. The README lists the same. */
const settings = z.object({
  /** Port of everything: web, API, photos. 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  /** Address to listen on; 0.0.0.0 to be reached from other machines. */
  HOST: z.string().default('127.0.0.1'),
  /** How the outside reaches this server. Phones need https for offline, push and locks. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, '')).optional(),
  /** Another PostgreSQL than the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder of the embedded database, photos and secrets. Default: `.fieldloop` in the repository. */
  FIELDLOOP_DATA: z.string().optional(),
  /** Another time and speed than the machine's, for demonstrations. */
  FIELDLOOP_CLOCK: clockSetting.optional(),
  /** Whether the pop-up story is loaded into an empty database. */
  FIELDLOOP_DEMO: z.enum(['when-empty', 'never']).default('when-empty'),
  /** Name of the organization, made at the first start. */
  ORGANIZATION_NAME: z.string().max(80).default('Fieldloop'),
  /** Account of the first planner, made at the first start; the start prints a one-time link for it. */
  PLANNER_EMAIL: z.email().default('planner@fieldloop.example'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  /** Who may see /metrics from another machine: whoever sends this as a bearer token. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Believe X-Forwarded-For; only behind a proxy of your own. */
  TRUST_PROXY: switchedOn.default(false),
  SIGN_IN_PER_MINUTE: perMinute.default(10),
  JOIN_PER_MINUTE: perMinute.default(30),
  INGEST_PER_MINUTE: perMinute.default(600),
  /** Contact of the operator for push services: mailto: or https:. Without it web push is off. */
  VAPID_SUBJECT: z
    .string()
    .refine(isRealContact, 'expected a mailto: or https: address that can be reached from outside, such as mailto:you@your-company.com')
    .optional(),
  /** Push services besides the known ones, as origins separated by commas. */
  PUSH_ORIGINS: z.string().transform((text) => text.split(',').map((origin) => origin.trim())).pipe(z.array(z.url())).optional(),
  /** Where WeCom bots are reached. */
  WECOM_ENDPOINT: z.url().optional(),
});

export type Env = z.infer<typeof settings>;

/** Reads settings; an empty value counts as absent. A bad one throws a `StartError` that names it. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const read = settings.safeParse(present);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const name = String(issue?.path[0] ?? 'A setting');
  throw new StartError(`The setting ${name}=${present[name] ?? ''} is not usable: ${issue?.message ?? 'see README.md'}.`);
}

/** All that can be set. */
export const settingNames: readonly string[] = Object.keys(settings.shape);
