import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { identifier, sites } from './payload.ts';
import { loopAndSignals, signal } from './signal.ts';

/** One more signal belongs to a loop. */
export const signalJoined = defineFact({
  name: 'signal-joined',
  version: 1,
  home: 'desk',
  payload: z.object({ loop: identifier, sites, signal }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ loop, signal: { kind, id } }) => [`loop:${loop}`, `${kind}:${id}`],
  folds: ({ payload }) => loopAndSignals(payload.loop, payload.sites, [payload.signal]),
  sample: { loop: 'loop-18', sites: ['ja'], signal: { kind: 'item', site: 'ja', id: 'item-1' } },
});
