import { paths } from '../../apps/web/src/ui/paths.ts';

export type Visitor = 'stranger' | 'phone' | 'desk';

/** One screen of the app and who sees it. */
export interface ScreenRoute {
  /** As in `ui/paths.ts`, `/desk/loops/$loop`. */
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

/** Addresses that only lead to another one. */
const passing: ReadonlySet<string> = new Set(['/', '/desk', '/j/$code']);

/** Every screen that the app knows. @throws RangeError for a parameter that nobody gave a value */
export function screenRoutes(values: RouteValues): readonly ScreenRoute[] {
  const routes = paths.filter((path) => !passing.has(path));
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
