import type { SimulatedPhone } from './simulated-phone.ts';
import { photoOf } from './photo-bytes.ts';
import type { World } from './world.ts';

/** A photo that a person was told is kept, known outside the system. */
export interface KeptByHand {
  readonly phone: string;
  readonly sha256: string;
  readonly scope: string;
  readonly number: number;
}

/** Holds at every moment: what a phone calls verified is at the store, byte for byte. */
export async function checkVerified(world: World, phone: SimulatedPhone, broken: (law: string) => void): Promise<void> {
  const { epoch } = await world.stores.ledger.look();
  for (const { sha256, site, epoch: of } of await phone.disk.photos.inState('verified')) {
    // Verified before the store was put back: it is offered again once the phone hears of it.
    if (of !== epoch) continue;
    if (!isThere(world, sha256, `site:${site}`)) broken(`photo: ${phone.name} calls ${sha256.slice(0, 8)} verified, and it is not at the store`);
  }
}

/** Holds at rest: every photo kept is at the store, or on its phone with a reason; none waits; none is left of a removed site. */
export async function checkPhotos(world: World, broken: (law: string) => void): Promise<void> {
  const shelves = new Map<string, Map<string, string>>();
  for (const phone of world.phones) {
    const photos = await phone.disk.photos.all();
    shelves.set(phone.name, new Map(photos.map(({ sha256, state }) => [sha256, state])));
    for (const { sha256, state, site, reason } of photos) {
      if (state === 'waiting') broken(`photo: ${sha256.slice(0, 8)} still waits on ${phone.name}`);
      // Nobody damages a photo on a phone here.
      if (state === 'refused' && reason !== 'not-allowed') broken(`photo: ${sha256.slice(0, 8)} of ${phone.name} was refused: ${reason}`);
      const isMember = (world.memberships.get(phone.person) ?? []).some(({ scope, until }) => scope === `site:${site}` && until === undefined);
      if (state === 'verified' && !isMember) broken(`access: ${phone.name} still holds a photo of site ${site}`);
    }
    await checkVerified(world, phone, broken);
  }
  for (const { phone, sha256, scope } of world.keptPhotos) {
    if (isThere(world, sha256, scope) || shelves.get(phone)?.get(sha256) === 'refused') world.count('photos settled');
    // Taken off a phone that may no longer work there, and had not heard that the store was put back.
    else if (world.mayBeLost.has(`${phone} ${sha256}`) || (world.wasRestored && hasLeft(world, phone, scope))) world.count('photos lost with a disk, or with a store that was put back');
    else broken(`photo: ${sha256.slice(0, 8)} of ${phone} for ${scope} is nowhere`);
  }
}

function hasLeft(world: World, phone: string, scope: string): boolean {
  const person = world.phones.find(({ name }) => name === phone)?.person ?? '';
  return (world.memberships.get(person) ?? []).some((grant) => grant.scope === scope && grant.until !== undefined);
}

function isThere(world: World, sha256: string, scope: string): boolean {
  const stored = world.photoStore.find(sha256, scope);
  const number = world.photoNumbers.get(sha256);
  if (!stored || number === undefined) return false;
  const right = photoOf(number);
  return stored.length === right.length && stored.every((byte, index) => byte === right[index]);
}
