import type { KeptPhoto, PhotoProgress, PhotoWay, UploadOutcome } from '../../client/photo-ports.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import type { Stream } from './chance.ts';
import { nameOf } from './photo-bytes.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { World } from './world.ts';

const TIMEOUT_MS = 60_000;

/** The way of photos from one tab to whichever server lives: what befalls requests befalls these, and they are cut in the middle. */
export function simulatedPhotoWay(world: World, phone: SimulatedPhone, stream: Stream): PhotoWay {
  const later: UploadOutcome = { kind: 'later' };

  async function ask(photo: KeptPhoto, site: string, offset?: number, part?: ArrayBuffer): Promise<PhotoProgress | UploadOutcome> {
    if (!phone.online) {
      await world.time.sleep(20);
      return later;
    }
    if (!phone.signedIn && !phone.mayStillPush) return { kind: 'paused' };
    world.count(part ? 'photo parts sent' : 'photos asked for');
    const bytes = new Uint8Array(part ?? new ArrayBuffer(0));
    const whole = { person: phone.person, scope: `site:${site}`, sha256: photo.sha256, offset: offset ?? 0, length: photo.bytes, bytes, digest: nameOf(bytes) };
    const isCut = part !== undefined && world.strikes('cut-photo', stream);
    const sent = isCut ? { ...whole, bytes: bytes.slice(0, stream.below('cut after', bytes.length)) } : whole;
    const arrive = (): Promise<PhotoProgress | UploadOutcome> => world.serverFor(phone, stream).answerPhoto(sent, part !== undefined);
    if (part && world.strikes('duplicated', stream)) void arrive().catch(ignoreLost);
    if (world.strikes('dropped-request', stream)) return lost();
    await world.time.sleep(latency());
    const server = world.serverFor(phone, stream);
    const cut = world.cutBetween(phone, server);
    if (cut === 'both') return lost();
    let answer: PhotoProgress | UploadOutcome;
    try {
      answer = await server.answerPhoto(sent, part !== undefined);
    } catch (error) {
      ignoreLost(error);
      return later;
    }
    if (isCut || cut === 'answers' || world.strikes('dropped-reply', stream)) return lost();
    await world.time.sleep(latency());
    return phone.online ? answer : later;
  }

  function latency(): number {
    return world.strikes('delayed', stream) ? stream.between('long delay', 2_000, 12_000) : stream.between('latency', 5, 120);
  }

  async function lost(): Promise<UploadOutcome> {
    await world.time.sleep(TIMEOUT_MS);
    return later;
  }

  return { progress: (photo, site) => ask(photo, site), send: (photo, site, offset, part) => ask(photo, site, offset, part) };
}

function ignoreLost(error: unknown): void {
  if (!(error instanceof SyncError)) throw error;
}
