import { RotateCcw, SearchX } from 'lucide-react';
import { Component, lazy, Suspense, type ReactNode } from 'react';
import { m } from '../paraglide/messages.js';
import { Button, buttonClass } from '../ui/button.tsx';
import { patient } from '../ui/patient.ts';
import { Link } from '../ui/navigation.tsx';
import { ScreenState } from '../ui/state.tsx';

const UpdatePrompt = lazy(() => patient(() => import('./update-prompt.tsx')).then((module) => ({ default: module.UpdatePrompt })));

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
    <main>
      <ScreenState icon={<SearchX />} title={m.app_not_found()} action={<Link to="/" className={buttonClass('primary')}>{m.app_go_home()}</Link>} />
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
      <main role="alert">
        <ScreenState icon={<RotateCcw />} title={m.app_failed()} action={<Button tone="primary" onClick={() => window.location.reload()}>{m.app_retry()}</Button>}>
          {m.app_failed_detail()}
        </ScreenState>
      </main>
    );
  }
}
