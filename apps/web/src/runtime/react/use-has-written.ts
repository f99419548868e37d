import { useLive } from './use-live.ts';

/** Has this person written one of these facts on this device, lately enough to be in its journal? */
export function useHasWritten(names: readonly string[]): boolean {
  return useLive(`written ${names.join()}`, async (session) => {
    const found = await session.outboxDatabase.facts.filter(({ fact }) => names.includes(fact.name)).first();
    return found !== undefined;
  }).value ?? false;
}
