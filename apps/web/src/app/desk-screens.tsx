import type { ReactNode } from 'react';
import { Account } from '../routes/desk/account.tsx';
import { BringInAtDesk } from '../routes/desk/bring-in.tsx';
import { Channels } from '../routes/desk/channels.tsx';
import { Frame } from '../routes/desk/frame.tsx';
import { Inbox } from '../routes/desk/inbox.tsx';
import { Issues } from '../routes/desk/issues.tsx';
import { Keys } from '../routes/desk/keys.tsx';
import { Loop } from '../routes/desk/loop.tsx';
import { Loops } from '../routes/desk/loops.tsx';
import { Now } from '../routes/desk/now.tsx';
import { People } from '../routes/desk/people.tsx';
import { Plan } from '../routes/desk/plan.tsx';
import { Plans } from '../routes/desk/plans.tsx';
import { Quarantine } from '../routes/desk/quarantine.tsx';
import { Revise } from '../routes/desk/revise.tsx';
import { Rules } from '../routes/desk/rules.tsx';
import { SignIn } from '../routes/sign-in.tsx';
import { addDeskFacts } from '../runtime/session/desk-facts.ts';
import type { DeskPath } from './screen-paths.ts';

// Here and not at the start, so that no phone carries what only the desk writes.
addDeskFacts();

const screens: Readonly<Record<Exclude<DeskPath, '/sign-in'>, () => ReactNode>> = {
  '/desk/now': Now,
  '/desk/plan': Plans,
  '/desk/plan/$plan': Plan,
  '/desk/revise/$plan': Revise,
  '/desk/loops': Loops,
  '/desk/loops/$loop': Loop,
  '/desk/issues': Issues,
  '/desk/rules': Rules,
  '/desk/channels': Channels,
  '/desk/people': People,
  '/desk/keys': Keys,
  '/desk/quarantine': Quarantine,
  '/desk/bring-in': BringInAtDesk,
  '/desk/inbox': Inbox,
  '/desk/account': Account,
};

/** The desk's screens, and the way in. No phone loads them. */
export function DeskScreen({ path }: { readonly path: DeskPath }) {
  if (path === '/sign-in') return <SignIn />;
  const Screen = screens[path];
  return <Frame><Screen /></Frame>;
}
