import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Env } from './env.ts';
import { StartError } from './start-error.ts';

/** Throws a `StartError` when this port cannot be listened on, before anything slow has begun. */
export async function requirePort({ PORT, HOST }: Pick<Env, 'PORT' | 'HOST'>): Promise<void> {
  await listening(PORT, async () => {
    const probe = createServer();
    probe.listen(PORT, HOST);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  });
}

/** Runs what listens on the port; what a person can mend of its errors becomes a `StartError`. */
export async function listening<Value>(port: number, listen: () => Promise<Value>): Promise<Value> {
  try {
    return await listen();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartError(`Port ${port} is taken: stop what uses it, or set PORT.`, { cause });
    if (code === 'EACCES') throw new StartError(`Port ${port} may not be used by this user: set PORT to one above 1024.`, { cause });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new StartError('HOST is no address of this machine.', { cause });
    throw cause;
  }
}
