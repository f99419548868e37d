import type { ScopeKey } from '@fieldloop/domain/fact';
import type { FactName, Payloads } from '@fieldloop/domain/payloads';
import type { CastId } from './cast.ts';

/** What a person can look up on their own phone when they write: records that the server made meanwhile. */
export interface OnScreen {
  /** The id of the phone itself. */
  readonly device: string;
  /** The alert of a rule at a site that rang last and is not cleared. */
  firingAlert(site: string, rule: string): string | undefined;
}

/** Something one of the cast does at an instant. `payload` may depend on what their phone shows then. */
export interface ScriptedFact<Name extends FactName = FactName> {
  readonly at: number;
  readonly by: CastId;
  readonly scope: ScopeKey;
  readonly name: Name;
  /** `undefined`: there is nothing on the screen to act on, and nothing is written. */
  readonly payload: Payloads[Name] | ((screen: OnScreen) => Payloads[Name] | undefined);
}

/** One line of the script, its payload checked against the fact. */
export function scripted<Name extends FactName>(
  at: number,
  by: CastId,
  scope: ScopeKey,
  name: Name,
  payload: ScriptedFact<Name>['payload'],
): ScriptedFact {
  return { at, by, scope, name, payload } as unknown as ScriptedFact;
}

/** When a phone has no network: it writes, and nothing leaves or reaches it. `until` is exclusive. */
export interface Offline {
  readonly who: CastId;
  readonly from: number;
  readonly until: number;
}
