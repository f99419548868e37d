import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { records } from '@fieldloop/domain/records';
import { currentSession, onSession } from './current-session.ts';

let following = false;

/** Teaches this tab's session the facts that only the desk writes and the records they fold into; phones never load this. */
export function addDeskFacts(): void {
  teach();
  if (following) return;
  following = true;
  onSession(teach);
}

function teach(): void {
  const session = currentSession();
  if (!session) return;
  for (const [name, definition] of deskFacts) session.facts.set(name, definition);
  for (const [kind, definition] of records) session.records.set(kind, definition);
}
