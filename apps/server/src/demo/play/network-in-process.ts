import type { Network } from '@fieldloop/sync/client';
import type { App } from '../../app.ts';
import { noteContact } from '../../insight/floor-state.ts';
import type { CastId } from '../story/cast.ts';

/** One person's way to a server in the same process: the ledger's own push and pull, with what the person may do by then. */
export function networkInProcess(app: App, organization: string, who: CastId): Network {
  return {
    push: async (request) => app.ledger.push({ organization, actor: await app.people.actor(organization, who) }, request),
    async pull(request) {
      const response = await app.ledger.pull({ organization, actor: await app.people.actor(organization, who) }, request);
      await noteContact(app.db.pool, organization, request.device, app.clock.now());
      return response;
    },
  };
}
