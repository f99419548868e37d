import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Phone } from './phone.ts';

/** Keeps what can tell why a round failed: the problems, the server's words, and what each phone holds and shows. */
export async function keepEvidence(round: string, problems: unknown, phones: readonly Phone[], log: string): Promise<string> {
  const folder = resolve(import.meta.dirname, 'failures', round);
  mkdirSync(folder, { recursive: true });
  write('problems.json', problems);
  copyFileSync(log, join(folder, 'server.log'));
  for (const phone of phones) {
    write(`phone-${phone.number}-saved.json`, [...phone.saved.values()]);
    const [held, shown] = await Promise.allSettled([phone.read(), phone.pictures(join(folder, `phone-${phone.number}`))]);
    write(`phone-${phone.number}.json`, held.status === 'fulfilled' ? held.value : { unreadable: String(held.reason) });
    if (shown.status === 'rejected') write(`phone-${phone.number}-picture.json`, { none: String(shown.reason) });
  }
  return folder;

  function write(name: string, content: unknown): void {
    writeFileSync(join(folder, name), JSON.stringify(content, undefined, 2));
  }
}
