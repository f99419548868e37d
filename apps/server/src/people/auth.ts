import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { magicLink } from 'better-auth/plugins';
import type { Logger } from 'pino';
import { authAccount, authSession, authUser, authVerification } from '../db/auth-tables.ts';
import type { Database } from '../db/client.ts';
import type { Env } from '../env.ts';

export interface AuthSettings {
  readonly db: Database;
  readonly env: Env;
  readonly secret: string;
  readonly log: Logger;
}

/**
 * Users and sessions of people with an account. What they may do is in membership records, not here. Its own HTTP
 * addresses are not mounted: people sign in through the API, so nothing else of it can be reached.
 */
export function createAuth({ db, env, secret, log }: AuthSettings) {
  const secure = env.PUBLIC_URL?.startsWith('https:') ?? false;
  /** Receives the token of the link asked for, by a number that the asker chose. */
  const linkReceivers = new Map<number, (token: string) => void>();
  const auth = betterAuth({
    appName: 'Fieldloop',
    baseURL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db.orm, {
      provider: 'pg',
      schema: { user: authUser, session: authSession, account: authAccount, verification: authVerification },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
    plugins: [
      magicLink({
        expiresIn: 24 * 3_600,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token, metadata }) => {
          linkReceivers.get(Number(metadata?.['receiver']))?.(token);
        },
      }),
    ],
    advanced: {
      cookiePrefix: 'fieldloop',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // Every request that changes something is checked for its origin before it gets here.
      disableCSRFCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ part: 'auth' }, message) },
  });

  let receivers = 0;
  /** A one-time sign-in token for this address, good for a day. */
  async function oneTimeToken(email: string): Promise<string> {
    const receiver = (receivers += 1);
    const token = new Promise<string>((resolve) => linkReceivers.set(receiver, resolve));
    await auth.api.signInMagicLink({ body: { email, metadata: { receiver } }, headers: new Headers() });
    linkReceivers.delete(receiver);
    return token;
  }

  return { auth, oneTimeToken };
}

export type Auth = ReturnType<typeof createAuth>;
