import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';

export const Route = createFileRoute('/sign-in')({
  validateSearch: z.object({
    token: z.catch(z.optional(z.string()), undefined),
    then: z.catch(z.optional(z.string()), undefined),
  }),
  component: Screen,
});

function Screen() {
  const { token, then } = Route.useSearch();
  const navigate = Route.useNavigate();
  // Only a path of our own: never an address that a link brought along.
  const next = then && /^\/desk(\/|$|\?)/.test(then) ? then : '/desk/now';
  return <SignInPage token={token} onDone={() => void navigate({ href: next, replace: true })} />;
}
