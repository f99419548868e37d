/** Every address of the app. A `$name` stands for one segment. */
export const paths = [
  '/', '/join', '/j/$code', '/sign-in',
  '/floor', '/floor/count', '/floor/shift', '/floor/report', '/floor/propose', '/floor/sop', '/floor/changes', '/floor/put-in-force',
  '/floor/live', '/floor/tally', '/floor/entries', '/floor/issues', '/floor/issues/$item', '/floor/day', '/floor/enrol', '/floor/bring-in', '/floor/settings',
  '/desk', '/desk/now', '/desk/plan', '/desk/plan/$plan', '/desk/revise/$plan', '/desk/loops', '/desk/loops/$loop', '/desk/issues',
  '/desk/rules', '/desk/channels', '/desk/people', '/desk/keys', '/desk/quarantine', '/desk/bring-in', '/desk/inbox', '/desk/account',
] as const;

export type Path = (typeof paths)[number];
export type Params = Readonly<Record<string, string>>;
/** What stands behind the `?`; what is undefined is left out. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Where a link leads: one of our paths with what its `$names` stand for, or an address of ours as it came. */
export type Target =
  | { readonly to: Path; readonly params?: Params | undefined; readonly search?: Search | undefined }
  | { readonly href: string };

/** The address of a target. @throws RangeError when a `$name` was given no value */
export function hrefOf(target: Target): string {
  if ('href' in target) return target.href;
  const { to, params = {}, search = {} } = target;
  const path = to.replace(/\$(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new RangeError(`${to} needs ${name}`);
    return encodeURIComponent(value);
  });
  return path + searchOf(search);
}

/** `?a=1&b=2`, or nothing when nothing is set. */
export function searchOf(search: Search): string {
  const set = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}

/** Which of our paths an address is, and what its `$names` stand for; undefined for none. A `/` at the end is let pass. */
export function matchPath(pathname: string): { readonly path: Path; readonly params: Params } | undefined {
  const given = segments(pathname);
  for (const path of paths) {
    const params = matchSegments(segments(path), given);
    if (params) return { path, params };
  }
  return undefined;
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matchSegments(wanted: readonly string[], given: readonly string[]): Params | undefined {
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith('$')) params[segment.slice(1)] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

// A `%` that stands for nothing is taken as it is: a mistyped address is not found, and breaks nothing.
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
