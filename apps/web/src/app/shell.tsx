import { Link, Outlet } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { m } from '../paraglide/messages.js';
import { UpdatePrompt } from './update-prompt.tsx';

/** Around every screen: the update bar, then the screen. */
export function Shell() {
  return (
    <>
      <UpdatePrompt />
      <Outlet />
    </>
  );
}

export function NotFound() {
  return (
    <main className="mx-auto grid max-w-md gap-4 p-6">
      <h1 className="text-xl font-semibold">{m.app_not_found()}</h1>
      <Link to="/" className="text-accent underline">
        {m.app_go_home()}
      </Link>
    </main>
  );
}

export function Failed({ reset }: ErrorComponentProps) {
  return (
    <main className="mx-auto grid max-w-md gap-4 p-6" role="alert">
      <h1 className="text-xl font-semibold">{m.app_failed()}</h1>
      <p className="text-ink-2">{m.app_failed_detail()}</p>
      <button type="button" onClick={reset} className="h-12 rounded-small bg-accent font-semibold text-accent-ink">
        {m.app_retry()}
      </button>
    </main>
  );
}
