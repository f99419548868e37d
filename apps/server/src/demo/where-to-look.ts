import { loopIds } from './story/loops.ts';
import { organizationName, planId } from './story/places.ts';

/**
 * For the terminal: where the story is to be seen, and how to see it move, unless it is moving. Nothing for an
 * organization of one's own.
 */
export function whereToLook(organization: string, origin: string, moving: boolean): readonly string[] {
  if (organization !== organizationName) return [];
  const still = ['  It was told up to a Sunday, so "Now" is quiet until a phone counts. To see the shop go on, and alerts ring:', '    Ctrl-C, then npx pnpm@12.21.0 demo:live'];
  return [
    '  The demo is four weeks of a pop-up store. Signed in, look at',
    `    ${origin}/desk/loops/${loopIds.entry}  why the entry rate rose from 12 to 38 %, and how sure that is`,
    `    ${origin}/desk/plan/${planId}  shop and live room, step by step and day by day`,
    `    ${origin}/desk/inbox  every alert that rang`,
    ...(moving ? [] : still),
  ];
}
