import type { Network } from '../../client/ports.ts';
import { pullResponse } from '../../protocol/pull.ts';
import { pushResponse } from '../../protocol/push.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 15_000;

/** The way from one phone to whichever server lives: loses, repeats, delays and reorders. Frames travel as JSON. */
export function simulatedNetwork(world: World, phone: SimulatedPhone): Network {
  async function exchange(kind: 'push' | 'pull', request: object): Promise<unknown> {
    const frame = JSON.stringify(request);
    if (!phone.online) {
      await world.time.sleep(20);
      throw new SyncError('unreachable', 'offline');
    }
    if (!phone.signedIn) {
      await world.time.sleep(60);
      throw new SyncError('signed-out', 'the session has ended');
    }
    world.count(`${kind} requests`);
    if (world.strikes('duplicate')) {
      world.count('request duplicated');
      void delivered(kind, frame, latency()).catch(ignoreLateAnswer);
    }
    if (world.strikes('dropRequest')) return lose('request dropped');
    const answer = await delivered(kind, frame, latency());
    if (world.strikes('dropReply')) return lose('reply dropped');
    await world.time.sleep(latency());
    if (!phone.online) throw new SyncError('unreachable', 'connection lost');
    return JSON.parse(answer);
  }

  async function delivered(kind: 'push' | 'pull', frame: string, delay: number): Promise<string> {
    await world.time.sleep(delay);
    const server = world.anyServer();
    return JSON.stringify(await server.answer(kind, phone.person, JSON.parse(frame)));
  }

  function latency(): number {
    if (!world.strikes('slow')) return world.dice.between(5, 120);
    world.count('message delayed past others');
    return world.dice.between(2_000, 12_000);
  }

  async function lose(what: string): Promise<never> {
    world.count(what);
    world.note(`${phone.name}: ${what}`);
    await world.time.sleep(TIMEOUT_MS);
    throw new SyncError('unreachable', 'timed out');
  }

  return {
    push: async (request) => pushResponse.parse(await exchange('push', request)),
    pull: async (request) => pullResponse.parse(await exchange('pull', request)),
  };
}

/** A copy that the network made has nobody waiting for its answer; what it did is checked by the laws. */
function ignoreLateAnswer(error: unknown): void {
  if (!(error instanceof SyncError)) throw error;
}
