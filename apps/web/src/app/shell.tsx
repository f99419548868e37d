import { Component, lazy, Suspense, type ReactNode } from 'react';
import { m } from '../paraglide/messages.js';
import { Link } from '../ui/navigation.tsx';

const UpdatePrompt = lazy(() => import('./update-prompt.tsx').then((module) => ({ default: module.UpdatePrompt })));

/** Around every screen: the update bar, then the screen. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <Suspense><UpdatePrompt /></Suspense>
      {children}
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

interface RetryProps {
  /** The address: a screen that failed is tried anew at another one. */
  readonly at: string;
  readonly children: ReactNode;
}

interface RetryState {
  readonly failedAt: string | undefined;
}

/** A screen that could not be shown: says so, and offers to try again. React reports the error itself. */
export class Retry extends Component<RetryProps, RetryState> {
  override state: RetryState = { failedAt: undefined };

  static getDerivedStateFromError(): RetryState {
    return { failedAt: window.location.pathname };
  }

  static getDerivedStateFromProps({ at }: RetryProps, { failedAt }: RetryState): RetryState {
    return { failedAt: failedAt === at ? failedAt : undefined };
  }

  override render() {
    if (this.state.failedAt === undefined) return this.props.children;
    return (
      <main className="mx-auto grid max-w-md gap-4 p-6" role="alert">
        <h1 className="text-xl font-semibold">{m.app_failed()}</h1>
        <p className="text-ink-2">{m.app_failed_detail()}</p>
        <button type="button" onClick={() => window.location.reload()} className="h-12 rounded-small bg-accent font-semibold text-accent-ink">
          {m.app_retry()}
        </button>
      </main>
    );
  }
}
