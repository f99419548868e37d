import { createContext, useContext, useLayoutEffect, useMemo } from 'react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { navigate, usePathname as useCurrentPathname, useSearch as useCurrentSearch } from 'wouter/use-browser-location';
import { hrefOf, searchOf, type Params, type Path, type Search, type Target } from './paths.ts';

export type Destination = Target & { readonly replace?: boolean };

type Anchor = Omit<ComponentProps<'a'>, 'href'>;
type LinkProps = Anchor & { readonly to?: Path; readonly params?: Params | undefined; readonly search?: Search | undefined; readonly href?: string };

/** A link within the app. The one that leads to where we are says so (`aria-current`). */
export function Link({ onClick, ...props }: Anchor & Target) {
  const { to = '/', params, search, href: given, ...attributes }: LinkProps = props;
  const href = given ?? hrefOf({ to, params, search });
  const here = useCurrentPathname() === href.replace(/[?#].*/, '');
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    // Another tab, a download, the middle button: those are the browser's.
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    navigate(href);
  };
  return <a aria-current={here ? 'page' : undefined} {...attributes} href={href} onClick={follow} />;
}

/** Goes somewhere: a target, or the same screen with another search. */
export function useNavigate(): (destination: Destination | { readonly search: Search; readonly replace?: boolean }) => void {
  return go;
}

/** Leads on at once, without a step back to here. */
export function Redirect({ href }: { readonly href: string }) {
  useLayoutEffect(() => navigate(href, { replace: true }), [href]);
  return null;
}

export function usePathname(): string {
  return useCurrentPathname();
}

/** What stands behind the `?`, as it is written there. */
export function useWrittenSearch(): Search {
  const search = useCurrentSearch();
  return useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
}

/** What stands behind the `?`, read by a schema that never refuses. */
export function useSearch<Read>(schema: { parse(search: unknown): Read }): Read {
  const search = useWrittenSearch();
  return useMemo(() => schema.parse(search), [schema, search]);
}

const ParamsContext = createContext<Params>({});

/** Around a screen: what the `$names` of its path stand for. */
export function ParamsOf({ params, children }: { readonly params: Params; readonly children: ReactNode }) {
  return <ParamsContext value={params}>{children}</ParamsContext>;
}

/** What a `$name` of this screen's path stands for. @throws RangeError when the path has none of that name */
export function useParam(name: string): string {
  const value = useContext(ParamsContext)[name];
  if (value === undefined) throw new RangeError(`the path of this screen has no $${name}`);
  return value;
}

function go(destination: Destination | { readonly search: Search; readonly replace?: boolean }): void {
  const target = 'to' in destination || 'href' in destination ? hrefOf(destination) : window.location.pathname + searchOf(destination.search);
  navigate(target, { replace: destination.replace ?? false });
}
