import { m } from '../../paraglide/messages.js';

/** The way back in, which leads to where one was. */
export function SignInAgain({ className }: { readonly className: string }) {
  const then = `${location.pathname}${location.search}`;
  return (
    <a className={className} href={`/sign-in?then=${encodeURIComponent(then)}`}>
      {m.desk_sign_in_again()}
    </a>
  );
}
