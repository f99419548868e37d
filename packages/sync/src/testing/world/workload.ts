import type { WriteDraft } from '../../client/engine-api.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { World } from './world.ts';

/** What a person was told is saved, kept outside the system. */
export interface SavedByHand {
  readonly id: string;
  readonly phone: string;
  readonly name: string;
  readonly scope: string;
  readonly count: number;
}

const sites = ['site:a', 'site:b'] as const;

/** Makes a person tap, write, comment, close and delete, at human speed, until the misfortunes end. */
export function keepWriting(world: World, phone: SimulatedPhone): void {
  world.time.after(world.dice.between(50, 4_000), () => {
    if (!world.unlucky) return;
    void writeOnce(world, phone);
    keepWriting(world, phone);
  });
}

async function writeOnce(world: World, phone: SimulatedPhone): Promise<void> {
  const draft = nextDraft(world);
  const count = draft.name === 'tapped' ? (draft.payload as { count: number }).count : 0;
  if (draft.name === 'tapped') world.attempted.set(draft.scope, (world.attempted.get(draft.scope) ?? 0) + count);
  const saved = await phone.write(draft);
  if (!saved) return;
  world.saved.push({ id: saved.fact.id, phone: phone.name, name: draft.name, scope: draft.scope, count });
  world.count('facts saved');
}

function nextDraft(world: World): WriteDraft {
  const { dice, notes } = world;
  const scope = dice.pick(sites);
  const draft = (name: string, payload: unknown, version = 1): WriteDraft => ({ name, version, scope, payload });
  const known = notes.filter((note) => note.scope === scope);
  const roll = dice.fraction();
  if (roll < 0.5 || known.length === 0) {
    if (roll < 0.42) return draft('tapped', { count: dice.between(1, 3) }, 2);
    const note = `n${notes.length}`;
    notes.push({ note, scope });
    return draft('note-opened', { note, text: `${note} opened` });
  }
  const { note } = dice.pick(known);
  if (roll < 0.7) return draft('note-edited', { note, text: `edit ${dice.below(1_000)}` });
  if (roll < 0.88) return draft('note-commented', { note, text: `comment ${dice.below(1_000_000)}` });
  if (roll < 0.93) return draft('note-closed', { note });
  if (roll < 0.96) return draft('note-deleted', { note });
  if (roll < 0.98) return draft('revision-put', { revision: `plan@${dice.between(1, 4)}`, from: world.time.now - dice.below(1_800_000) });
  return dice.happens(0.5) ? draft('fragile', { note }) : draft('server-only', {});
}
