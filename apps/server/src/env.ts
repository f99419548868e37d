import * as z from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting, with its default. Instants and sizes say their unit. */
const settings = z.object({
  PORT: port.default(4400),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  FIELDLOOP_DATA: z.string().min(1).optional(),
  FIELDLOOP_CLOCK: z.string().optional(),
  FIELDLOOP_DEMO: z.enum(['when-empty', 'never']).default('when-empty'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  VAPID_SUBJECT: z.string().optional(),
});

export type Env = z.infer<typeof settings>;

/** Reads settings; an empty value counts as absent. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  return settings.parse(present);
}
