import { alertCleared } from './alert-cleared.ts';
import { alertFired } from './alert-fired.ts';
import { alertWouldHaveFired } from './alert-would-have-fired.ts';
import { checkAsked } from './check-asked.ts';
import { checkPassed } from './check-passed.ts';
import { checkReturned } from './check-returned.ts';
import { factCatalogue } from './define-fact.ts';
import { floorDefinitions } from './floor-catalogue.ts';
import { loopClosed } from './loop-closed.ts';
import { loopDecided } from './loop-decided.ts';
import { loopOpened } from './loop-opened.ts';
import { membershipEnded } from './membership-ended.ts';
import { membershipGranted } from './membership-granted.ts';
import { personNamed } from './person-named.ts';
import { planSet } from './plan-set.ts';
import { revisionPublished } from './revision-published.ts';
import { ruleSet } from './rule-set.ts';
import { signalJoined } from './signal-joined.ts';
import { siteSet } from './site-set.ts';
import { targetSet } from './target-set.ts';

/** Every fact: what phones write, what the desk writes, and what the server device writes. */
export const deskDefinitions = [
  ...floorDefinitions,
  revisionPublished,
  ruleSet,
  targetSet,
  checkAsked,
  checkPassed,
  checkReturned,
  loopOpened,
  signalJoined,
  loopDecided,
  loopClosed,
  planSet,
  siteSet,
  personNamed,
  membershipGranted,
  membershipEnded,
  alertFired,
  alertCleared,
  alertWouldHaveFired,
] as const;

export const deskFacts = factCatalogue(deskDefinitions);
