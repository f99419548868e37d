import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Visitor = 'stranger' | 'phone' | 'desk';

/** One screen of the app and who sees it. */
export interface ScreenRoute {
  /** As in the router, `/desk/loops/$loop`. */
  readonly route: string;
  readonly path: string;
  readonly visitor: Visitor;
}

/** What stands for a parameter of an address: things that the demo has. */
export interface RouteValues {
  readonly plan: string;
  readonly loop: string;
  readonly item: string;
  readonly code: string;
}

const tree = fileURLToPath(new URL('../../apps/web/src/app/route-tree.gen.ts', import.meta.url));

/** Addresses that only lead to another one. */
const passing = new Set(['/', '/desk', '/desk/', '/floor']);

/** Every screen that the router knows. @throws RangeError for a parameter that nobody gave a value */
export function screenRoutes(values: RouteValues): readonly ScreenRoute[] {
  const known = /interface FileRoutesByFullPath \{([^}]*)\}/.exec(readFileSync(tree, 'utf8'))?.[1] ?? '';
  const routes = [...known.matchAll(/'([^']+)':/g)].map(([, route]) => route ?? '').filter((route) => !passing.has(route));
  if (routes.length < 10) throw new RangeError('the route tree cannot be read');
  return routes.map((route) => ({ route, path: pathOf(route, values), visitor: visitorOf(route) }));
}

function pathOf(route: string, values: RouteValues): string {
  const path = route.replace(/\$(\w+)/g, (_, name: string) => {
    const value = values[name as keyof RouteValues];
    if (value === undefined) throw new RangeError(`say in routes.ts what stands for $${name} of ${route}`);
    return encodeURIComponent(value);
  });
  // Joining shows who invites only with a code.
  return route === '/join' ? `/join?code=${values.code}` : path;
}

function visitorOf(route: string): Visitor {
  if (route.startsWith('/desk')) return 'desk';
  return route.startsWith('/floor') ? 'phone' : 'stranger';
}
