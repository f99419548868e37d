import { History, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { LeavePhone } from '../../ui/leave-phone.tsx';
import { ScreenState } from '../../ui/state.tsx';

interface KnownHereProps {
  readonly name: string;
  readonly busy?: boolean;
  /** Not offered where the code is of another organization, to which this person is nobody. */
  readonly onGoOn?: (() => void) | undefined;
}

/** A code is scanned on a phone that is somebody's: theirs, or of whoever holds it now? */
export function KnownHere({ name, busy = false, onGoOn }: KnownHereProps) {
  return (
    <Question icon={<UserRound />} title={m.join_known_title({ name })} body={m.join_known_body()}>
      {busy && <p role="status">{m.join_joining()}</p>}
      {onGoOn && <Button tone="primary" wide onClick={onGoOn}>{m.join_known_go_on({ name })}</Button>}
      {!busy && <LeavePhone label={m.join_known_other()} tone="plain" />}
    </Question>
  );
}

/** Something waits here of somebody with the newcomer's name. A name is typed by anybody, so it is asked. */
export function SameName({ name, onAnswer }: { readonly name: string; readonly onAnswer: (isThem: boolean) => void }) {
  return (
    <Question icon={<History />} title={m.join_back_title({ name })} body={m.join_back_body()}>
      <Button tone="primary" wide onClick={() => onAnswer(true)}>{m.join_back_yes()}</Button>
      <Button wide onClick={() => onAnswer(false)}>{m.join_back_no()}</Button>
    </Question>
  );
}

function Question({ icon, title, body, children }: { readonly icon: ReactNode; readonly title: string; readonly body: string; readonly children: ReactNode }) {
  return <ScreenState icon={icon} title={title} action={<div className="grid min-w-60 gap-2">{children}</div>}><p>{body}</p></ScreenState>;
}
