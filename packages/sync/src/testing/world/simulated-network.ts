import type { Fact } from '@fieldloop/domain/fact';
import type { Network } from '../../client/ports.ts';
import { pullResponse } from '../../protocol/pull.ts';
import { pushResponse, type PushRequest, type PushResponse } from '../../protocol/push.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import type { Stream } from './chance.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 15_000;

/** The way from one tab to whichever server lives: loses, repeats, delays and reorders. Frames travel as JSON. */
export function simulatedNetwork(world: World, phone: SimulatedPhone, stream: Stream): Network {
  async function exchange(kind: 'push' | 'pull', request: object): Promise<unknown> {
    phone.requestsUnderWay += 1;
    try {
      return await answerTo(kind, request);
    } finally {
      phone.requestsUnderWay -= 1;
    }
  }

  async function answerTo(kind: 'push' | 'pull', request: object): Promise<unknown> {
    const frame = JSON.stringify(request);
    if (!phone.online) {
      await world.time.sleep(20);
      throw new SyncError('unreachable', 'offline');
    }
    if (!phone.signedIn && !(kind === 'push' && phone.mayStillPush)) {
      await world.time.sleep(60);
      throw new SyncError('signed-out', 'the session has ended');
    }
    if (kind === 'pull' && phone.mustUpdate) {
      await world.time.sleep(60);
      throw new SyncError('too-old', 'update first');
    }
    world.count(`${kind} requests`);
    phone.sentRequests += 1;
    if (world.strikes('duplicated', stream)) {
      void delivered(kind, frame, latency()).catch(ignoreLateAnswer);
    }
    if (world.strikes('dropped-request', stream)) return lose('request lost');
    const answer = await delivered(kind, frame, latency());
    if (answer === undefined) return lose('no answer');
    if (world.strikes('dropped-reply', stream)) return lose('reply lost');
    await world.time.sleep(latency());
    if (!phone.online) throw new SyncError('unreachable', 'connection lost');
    return JSON.parse(answer);
  }

  /** The answer as text; undefined when it cannot come back. */
  async function delivered(kind: 'push' | 'pull', frame: string, delay: number): Promise<string | undefined> {
    const number = phone.sentRequests;
    await world.time.sleep(delay);
    if (number < phone.newestDelivered) world.countFault('reordered');
    phone.newestDelivered = Math.max(phone.newestDelivered, number);
    const server = world.serverFor(phone, stream);
    const cut = world.cutBetween(phone, server);
    if (cut === 'both') return undefined;
    const answer = JSON.stringify(await server.answer(kind, phone.person, JSON.parse(frame)));
    return cut === 'answers' ? undefined : answer;
  }

  function latency(): number {
    return world.strikes('delayed', stream) ? stream.between('long delay', 2_000, 12_000) : stream.between('latency', 5, 120);
  }

  async function lose(what: string): Promise<never> {
    world.note(`${phone.name}: ${what}`);
    await world.time.sleep(TIMEOUT_MS);
    throw new SyncError('unreachable', 'timed out');
  }

  /** Law: what an answer says is in the ledger is there when it is heard. */
  async function checkAnswer({ facts }: PushRequest, { results, epoch }: PushResponse): Promise<void> {
    const ledger = await world.stores.ledger.look();
    // It was put back to a backup while the answer was on its way.
    if (ledger.epoch !== epoch) return;
    const told = new Set(results.filter(({ state }) => state !== 'quarantined').map(({ seq }) => seq));
    for (const { id, seq } of facts as readonly Fact[]) {
      if (told.has(seq) && !ledger.facts.has(id)) world.broken.push(`answered: ${id} was said to be in the ledger, and is not there`);
    }
  }

  return {
    push: async (request) => {
      const { facts, firstSeq, device } = request;
      world.note(`${phone.name} pushes ${facts.length} from ${firstSeq} as ${device.slice(0, 13)}`);
      const response = pushResponse.parse(await exchange('push', request));
      world.note(`${phone.name} hears ${response.results.length} outcomes, last ${response.lastSeq}`);
      await checkAnswer(request, response);
      return response;
    },
    pull: async (request) => {
      const response = pullResponse.parse(await exchange('pull', request));
      world.note(`${phone.name} reads ${response.changes.map(({ scope, from, to, rows }) => `${scope} ${from ?? ''}-${to} ${rows.length}`).join(', ')}`);
      return response;
    },
  };
}

/** A copy that the network made has nobody waiting for its answer; what it did is checked by the laws. */
function ignoreLateAnswer(error: unknown): void {
  if (!(error instanceof SyncError)) throw error;
}
