import { CloudOff, LockKeyhole, RefreshCw, SearchX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../button.tsx';
import { LoadingState, ScreenState } from '../state.tsx';
import { type Failure, failureOf } from './failure.ts';
import { failureWords } from './failure-words.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** The part of a query that a screen shows. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface AnswerProps<Data> {
  readonly of: Asked<Data>;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Shows an answer when there is one, however old; else that it is being asked, or why it failed and what to do. */
export function Answer<Data>({ of: { data, error, isPending, refetch }, rows, children }: AnswerProps<Data>) {
  if (data !== undefined) return children(data);
  if (isPending && !error) return <LoadingState label={m.desk_loading()} {...(rows === undefined ? {} : { rows })} />;
  return <FailureState failure={failureOf(error)} onRetry={() => void refetch()} />;
}

/** What went wrong in words, with the way out. */
export function FailureState({ failure, onRetry }: { readonly failure: Failure; readonly onRetry?: () => void }) {
  const Icon = icons[failure];
  return (
    <ScreenState
      icon={<Icon />}
      title={m.desk_failed_title()}
      action={
        failure === 'signed-out' ? (
          <SignInAgain className="button button-primary" />
        ) : (
          onRetry && failure !== 'not-allowed' && <Button onClick={onRetry}>{m.desk_retry()}</Button>
        )
      }
    >
      {failureWords(failure)}
    </ScreenState>
  );
}

const icons = {
  offline: CloudOff,
  'signed-out': LockKeyhole,
  'not-allowed': LockKeyhole,
  'not-found': SearchX,
  invalid: TriangleAlert,
  'too-many': RefreshCw,
  server: TriangleAlert,
} as const satisfies Record<Failure, unknown>;
