import { adminRouter } from './admin-router.ts';
import { alertsRouter } from './alerts-router.ts';
import { channelsRouter } from './channels-router.ts';
import { inboxRouter } from './inbox-router.ts';
import { insightRouter } from './insight-router.ts';
import { peopleRouter } from './people-router.ts';
import { pushRouter } from './push-router.ts';
import { quarantineRouter } from './quarantine-router.ts';
import { syncRouter } from './sync-router.ts';
import { router } from './trpc.ts';

/** The whole API, under `/trpc`. */
export const appRouter = router({
  people: peopleRouter,
  sync: syncRouter,
  admin: adminRouter,
  quarantine: quarantineRouter,
  insight: insightRouter,
  alerts: alertsRouter,
  inbox: inboxRouter,
  push: pushRouter,
  channels: channelsRouter,
});

export type AppRouter = typeof appRouter;
