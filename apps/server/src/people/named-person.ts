import type { FastifyRequest } from 'fastify';
import type { Identity } from '../api/context.ts';

/**
 * Where a page says out of whose database a request comes, as `organization/person`. One browser has one set of cookies
 * and may have several windows: what one person wrote must not go in as another's because they signed in meanwhile.
 */
const personHeader = 'x-fieldloop-person';

/** The holder of a request's credential, unless the request names somebody else. Older apps name nobody. */
export function asNamed(request: FastifyRequest, holder: Identity | undefined): Identity | undefined {
  const named = request.headers[personHeader];
  return named === undefined || (holder && named === `${holder.organization.id}/${holder.person.id}`) ? holder : undefined;
}
