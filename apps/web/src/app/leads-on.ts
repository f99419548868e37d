import { identity, plans } from '../runtime/identity/identity.ts';
import { hrefOf, type Params, type Path } from '../ui/paths.ts';

/** Addresses that only lead to another one, and where; undefined for a screen that may be shown. */
export function leadsOn(path: Path, params: Params): string | undefined {
  if (path === '/') {
    const who = identity();
    if (!who) return '/join';
    return plans(who) ? '/desk/now' : '/floor/count';
  }
  // The short link of a QR code.
  if (path === '/j/$code') return hrefOf({ to: '/join', search: { code: params['code'] } });
  if (path === '/desk') return '/desk/now';
  if (path.startsWith('/desk') && !identity()) {
    return hrefOf({ to: '/sign-in', search: { then: window.location.pathname + window.location.search } });
  }
  return undefined;
}
