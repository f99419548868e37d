import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs of the queue of photos. */
export const photoBugs: readonly PlantedBug[] = [
  bug(
    'a photo is removed when it was sent, before the server has it verified',
    'client/send-photos.ts',
    'await shelf.change(photo.sha256, changeAfter(photo, outcome, clock, epoch));',
    `await shelf.change(photo.sha256, changeAfter(photo, outcome, clock, epoch));
    if (photo.tries > 0) await shelf.drop([photo.sha256]);`,
  ),
  bug(
    'the offset is trusted without the hash: all bytes received is called verified',
    'client/upload-photo.ts',
    `if (answer.complete) return answer.received === photo.bytes ? { kind: 'verified' } : { kind: 'later' };`,
    `if (answer.received === photo.bytes) return { kind: 'verified' };`,
  ),
  bug(
    'a photo is verified when its last part was sent, whatever became of it',
    'client/upload-photo.ts',
    'answer = await way.send(photo, home, from, part);',
    `answer = await way.send(photo, home, from, part);
      if (from + part.byteLength === photo.bytes) return { kind: 'verified' };`,
  ),
  bug(
    'a photo that was put off by a clock that was wrong waits for that clock',
    'client/send-photos.ts',
    'return nextTryAt <= clock.now() || nextTryAt > clock.now() + LAST_RETRY_MS;',
    'return nextTryAt <= clock.now();',
  ),
  bug(
    'photos are not offered again to a store that was put back',
    'client/send-photos.ts',
    'if (epoch !== undefined) await shelf.offerAgain(epoch);',
    '',
  ),
  bug(
    'photos of a removed site stay on the phone',
    'client/send-photos.ts',
    "if (scopes.size === 0 || scopes.has('desk')) return [];",
    "if (scopes.size === 0 || !scopes.has('desk')) return [];",
  ),
  bug(
    'photos are sent under the lock of the facts',
    'testing/world/simulated-process.ts',
    "const next = await phone.locks.ifFree('photos', this, async () => {",
    "const next = await phone.locks.ifFree('sync', this, async () => {",
  ),
];
