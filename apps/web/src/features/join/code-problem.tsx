import { CircleSlash, Clock, DatabaseZap, SearchX, ServerOff, Users, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { ScreenState } from '../../ui/state.tsx';
import type { JoinProblem } from './joining.ts';

interface Words {
  readonly icon: ReactNode;
  readonly title: () => string;
  readonly body: () => string;
  /** Trying the same code again may help. */
  readonly again: boolean;
}

const words = {
  expired: { icon: <Clock />, title: m.join_expired_title, body: m.join_expired_body, again: false },
  used: { icon: <Users />, title: m.join_used_title, body: m.join_used_body, again: false },
  revoked: { icon: <CircleSlash />, title: m.join_revoked_title, body: m.join_revoked_body, again: false },
  unknown: { icon: <SearchX />, title: m.join_unknown_title, body: m.join_unknown_body, again: false },
  offline: { icon: <WifiOff />, title: m.join_offline_title, body: m.join_offline_body, again: true },
  busy: { icon: <Clock />, title: m.join_busy_title, body: m.join_busy_body, again: true },
  full: { icon: <DatabaseZap />, title: m.join_full_title, body: m.join_full_body, again: true },
  failed: { icon: <ServerOff />, title: m.join_failed_title, body: m.join_failed_body, again: true },
} as const satisfies Record<JoinProblem, Words>;

/** Why this code does not work, and the way on. */
export function CodeProblem({ problem, onAgain, onOther }: { readonly problem: JoinProblem; readonly onAgain: () => void; readonly onOther: () => void }) {
  const { icon, title, body, again } = words[problem];
  return (
    <div role="alert">
      <ScreenState icon={icon} title={title()} action={
        <div className="grid gap-2">
          {again && <Button tone="primary" onClick={onAgain}>{m.ui_retry()}</Button>}
          <Button onClick={onOther}>{m.join_other_code()}</Button>
        </div>
      }>
        <p>{body()}</p>
      </ScreenState>
    </div>
  );
}
