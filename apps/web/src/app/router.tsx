import { createRouter } from '@tanstack/react-router';
import { routeTree } from './route-tree.gen.ts';

/** The one router of the app. Routes load their own chunk; a link preloads on touch or hover. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
