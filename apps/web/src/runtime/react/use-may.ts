import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import type { Actor, Fact, ScopeKey } from '@fieldloop/domain/fact';
import type { FactName } from '@fieldloop/domain/payloads';
import type { Identity } from '../identity/identity.ts';
import { serverNow } from '../server-clock.ts';
import { currentSession } from '../session/current-session.ts';
import { useIdentity } from './use-records.ts';

/**
 * May this person write such a fact? The fact's own rule decides, as on the server, so a screen offers only what will
 * be accepted. Holds for facts whose rule looks at who and where, which is all that the desk writes.
 */
export function useMay(name: FactName, scope: ScopeKey = 'desk'): boolean {
  const who = useIdentity();
  const definition = currentSession()?.facts.get(name);
  return who !== undefined && definition !== undefined && mayWrite(definition, who, scope, serverNow());
}

/** The same for a known person at an instant, judged by the definition's sample. */
export function mayWrite(definition: AnyFactDefinition, who: Pick<Identity, 'person' | 'memberships'>, scope: ScopeKey, at: number): boolean {
  const actor: Actor = { kind: 'person', person: who.person.id, device: '', memberships: who.memberships };
  const fact: Fact = {
    id: '', seq: 0, name: definition.name, version: definition.version, scope, subjects: [], at, offset: 0, mono: 0, stamp: '',
    payload: definition.sample,
  };
  return definition.allowed?.(actor, fact, at) === true;
}
