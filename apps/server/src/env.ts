import * as z from 'zod';
import { isRealContact } from './delivery/vapid.ts';
import { StartError } from './start-error.ts';

const perMinute = z.coerce.number().int().min(1).max(1_000_000);
const timesAMinute = 'a whole number from 1 to 1000000';
const switchedOn = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });
const secret = { secret: true };

/** `2026-07-03T10:00:00+08:00@30`: starts at that instant and runs 30 times as fast. */
const clockSetting = z.string().transform((text, context) => {
  const parts = /^(.+?)(?:@(\d+(?:\.\d+)?))?$/.exec(text);
  const startAt = Date.parse(parts?.[1] ?? '');
  const rate = Number(parts?.[2] ?? 1);
  if (Number.isNaN(startAt) || !(rate > 0 && rate <= 10_000)) {
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }
  return { startAt, rate };
});

/** Every setting, with its default and what it must be. The README lists the same. */
const settings = z.object({
  /** Port of everything: web, API, photos. 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4400).describe('a port: a whole number up to 65535'),
  /** Address to listen on; 0.0.0.0 to be reached from other machines. */
  HOST: z.string().default('127.0.0.1').describe('an address of this machine'),
  /** How the outside reaches this server. Phones need https for offline, push and locks. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((text) => /^https?:\/\/[^/?#@]+\/*$/i.test(text))
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('an address without a path, such as https://fieldloop.your-company.com'),
  /** Another PostgreSQL than the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional().describe('like postgres://user:password@host:5432/name').meta(secret),
  /** Folder of the embedded database, photos and secrets. Default: `.fieldloop` in the repository. */
  FIELDLOOP_DATA: z.string().optional().describe('a folder'),
  /** An S3-compatible service that keeps photos instead of the data folder; all four of these, or none. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional().describe('an address such as https://s3.eu-central-1.amazonaws.com'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('the name of a bucket: 3 to 63 small letters, digits, dots and hyphens'),
  S3_ACCESS_KEY: z.string().optional().describe('the id of an access key'),
  S3_SECRET_KEY: z.string().optional().describe('the secret of the access key').meta(secret),
  S3_REGION: z.string().max(60).default('us-east-1').describe('the region of the bucket'),
  /** How much the photos of one organization may take. */
  PHOTO_GIGABYTES: z.coerce.number().min(0.001).max(1_000_000).default(100).describe('a number of gigabytes above 0'),
  /** Another time and speed than the machine's, for demonstrations. */
  FIELDLOOP_CLOCK: clockSetting.optional().describe('an instant like 2026-07-03T10:00:00+08:00, with @30 behind it to run 30 times as fast'),
  /** Whether the pop-up story is loaded into an empty database. */
  FIELDLOOP_DEMO: z.enum(['when-empty', 'never']).default('when-empty').describe('when-empty or never'),
  /** Name of the organization, made at the first start. */
  ORGANIZATION_NAME: z.string().max(80).default('Fieldloop').describe('80 characters at most'),
  /** Account of the first planner, made at the first start; the start prints a one-time link for it. */
  PLANNER_EMAIL: z.email().default('planner@fieldloop.example').describe('an e-mail address'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('warn')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  /** Who may see /metrics from another machine: whoever sends this as a bearer token. */
  METRICS_TOKEN: z.string().min(16).optional().describe('16 characters at least').meta(secret),
  /** How many proxies of your own stand before the server: as many entries at the end of X-Forwarded-For are believed. */
  TRUST_PROXY: z.union([z.coerce.number().int().min(0).max(9), switchedOn.transform(Number)]).default(0).describe('true, false or how many proxies'),
  SIGN_IN_PER_MINUTE: perMinute.default(10).describe(timesAMinute),
  JOIN_PER_MINUTE: perMinute.default(30).describe(timesAMinute),
  INGEST_PER_MINUTE: perMinute.default(600).describe(timesAMinute),
  /** Batches of facts that one phone, or one person with an account, may push. A phone that is written on all the time sends four a second. */
  PUSH_PER_MINUTE: perMinute.default(600).describe(timesAMinute),
  /** Files of waiting entries that one person may show or bring in. */
  FILES_PER_MINUTE: perMinute.default(20).describe(timesAMinute),
  /** Contact of the operator for push services: mailto: or https:. Without it web push is off. */
  VAPID_SUBJECT: z
    .string()
    .refine(isRealContact)
    .optional()
    .describe('a mailto: or https: address that can be reached from outside, such as mailto:you@your-company.com'),
  /** Push services besides the known ones, as origins separated by commas. */
  PUSH_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.url()))
    .optional()
    .describe('addresses separated by commas, such as https://push.example.com'),
  /** Where WeCom bots are reached. */
  WECOM_ENDPOINT: z.url().optional().describe('an address, such as https://proxy.example.com/wecom'),
});

export type Env = z.infer<typeof settings>;

/** Reads settings; an empty value counts as absent. A bad one throws a `StartError` that names it and what it must be. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const read = settings.safeParse(present);
  if (read.success) return read.data;
  const name = read.error.issues[0]?.path[0] as keyof typeof settings.shape;
  const { description, secret: hidden } = settings.shape[name].meta() ?? {};
  // A password does not belong on a screen or in a log.
  throw new StartError(`The setting ${hidden ? name : `${name}=${present[name]}`} is not usable: it must be ${description}.`);
}

/** All that can be set. */
export const settingNames: readonly string[] = Object.keys(settings.shape);
