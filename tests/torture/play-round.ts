import type { FaultProxy } from './fault-proxy.ts';
import type { Phone } from './phone.ts';
import type { Killed, Round } from './schedule.ts';
import type { ServerProcess } from './server-process.ts';

/** All that a round plays with. */
export interface Torture {
  readonly server: ServerProcess;
  readonly proxy: FaultProxy;
  readonly phones: readonly Phone[];
  readonly kills: Record<Killed, number>;
}

/** Taps, breaks and kills as the round says; browsers that died are open again at its end, the server comes back meanwhile. */
export async function playRound(round: Round, torture: Torture): Promise<void> {
  const { server, proxy, phones, kills } = torture;
  const dead = new Set<Phone>();
  proxy.become(round.network);
  const offline = round.airplane === undefined ? undefined : phones[round.airplane];
  await offline?.airplane(true);

  const work = phones.map(async (phone, index) => {
    try {
      await phone.tap(round.taps);
      if (round.extra?.phone === index) await phone.also(round.extra.kind);
    } catch (error) {
      // A killed browser cannot finish what it was at.
      if (!dead.has(phone)) throw error;
    }
  });
  const blows = round.kills.map(async ({ what, phone: index, after }) => {
    await pause(after);
    const phone = phones[index];
    if (what === 'server') await server.kill();
    else if (what === 'browser' && phone) {
      dead.add(phone);
      await phone.kill();
    } else if (what === 'postgres' && !server.killPostgres()) return;
    kills[what] += 1;
  });
  const cut = async (): Promise<void> => {
    if (!round.cut) return;
    await pause(500);
    proxy.cut();
  };
  await Promise.all([...work, ...blows, cut()]);

  if (offline && !dead.has(offline)) await offline.airplane(false);
  await Promise.all([...dead].map((phone) => phone.reopen()));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
