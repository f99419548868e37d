import { Link } from '../../ui/navigation.tsx';
import { ArrowUp, Check, CircleAlert, Clock, CloudOff, LogIn, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useFloor } from '../../runtime/react/use-floor.ts';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import type { Tone } from '../../ui/pill.tsx';
import { Pill } from '../../ui/pill.tsx';
import type { PillState } from './pill-state.ts';
import { pillState } from './pill-state.ts';

const looks = {
  unsaved: ['critical', <CircleAlert key="i" aria-hidden />],
  attention: ['critical', <CircleAlert key="i" aria-hidden />],
  'sends-only': ['attention', <LogIn key="i" aria-hidden />],
  paused: ['attention', <LogIn key="i" aria-hidden />],
  update: ['attention', <RefreshCw key="i" aria-hidden />],
  'offline-waiting': ['neutral', <CloudOff key="i" aria-hidden />],
  offline: ['neutral', <CloudOff key="i" aria-hidden />],
  sending: ['info', <ArrowUp key="i" aria-hidden />],
  waiting: ['neutral', <Clock key="i" aria-hidden />],
  sent: ['good', <Check key="i" aria-hidden />],
} as const satisfies Record<PillState['kind'], readonly [Tone, ReactNode]>;

/** What is true of this phone and the server, in a pill that leads to my entries. */
export function SyncPill() {
  const locale = useLocale();
  const zone = useFloor().value?.site.timeZone;
  const state = pillState(useSyncStatus());
  const [tone, icon] = looks[state.kind];
  return (
    <Link to="/floor/entries" className="sync-pill" data-testid="sync-pill">
      <span role="status"><Pill tone={tone} icon={icon}>{words(state, (at) => (zone === undefined ? undefined : formatClock(at, zone, locale)))}</Pill></span>
    </Link>
  );
}

function words(state: PillState, clock: (at: number) => string | undefined): string {
  switch (state.kind) {
    case 'unsaved': return m.sync_unsaved({ n: state.n });
    case 'attention': return m.sync_attention({ n: state.n });
    case 'sends-only': return m.sync_sends_only();
    case 'paused': return m.sync_paused({ n: state.n });
    case 'update': return m.sync_update({ n: state.n });
    case 'offline-waiting': return m.sync_offline_waiting({ n: state.n });
    case 'offline': return m.sync_offline();
    case 'sending': return m.sync_sending({ n: state.n });
    case 'waiting': return m.sync_waiting({ n: state.n });
    case 'sent': return sentWords(state.at === undefined ? undefined : clock(state.at));
  }
}

function sentWords(time: string | undefined): string {
  return time === undefined ? m.sync_sent_bare() : m.sync_sent({ time });
}
