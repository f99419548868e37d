import * as z from 'zod/mini';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { useNavigate, useSearch } from '../ui/navigation.tsx';

const signInSearch = z.object({ token: z.optional(z.string()), then: z.optional(z.string()) });

export function SignIn() {
  const { token, then } = useSearch(signInSearch);
  const navigate = useNavigate();
  // Only a path of our own: never an address that a link brought along.
  const next = then && /^\/desk(\/|$|\?)/.test(then) ? then : '/desk/now';
  return <SignInPage token={token} onDone={() => navigate({ href: next, replace: true })} />;
}
