import { adminRouter } from './admin-router.ts';
import { peopleRouter } from './people-router.ts';
import { router } from './trpc.ts';

/** The whole API, under `/trpc`. */
export const appRouter = router({
  people: peopleRouter,
  admin: adminRouter,
});

export type AppRouter = typeof appRouter;
