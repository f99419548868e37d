import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { currentSession, onSession } from './current-session.ts';

let following = false;

/** Teaches this tab's session the facts that only the desk writes; phones never load this module. */
export function addDeskFacts(): void {
  teach();
  if (following) return;
  following = true;
  onSession(teach);
}

function teach(): void {
  const facts = currentSession()?.facts;
  if (!facts) return;
  for (const [name, definition] of deskFacts) facts.set(name, definition);
}
