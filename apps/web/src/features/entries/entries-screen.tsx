import { ClipboardList } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { ApiFailure } from '../../runtime/api/call.ts';
import { learnCounted } from '../../runtime/counted.ts';
import type { Entry } from '../../runtime/entries.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useSession } from '../../runtime/react/use-live.ts';
import { useEntries } from '../../runtime/react/use-records.ts';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { List } from '../../ui/list-row.tsx';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { EntryRow } from './entry-row.tsx';
import { RefusedPhotos } from '../../ui/refused-photos.tsx';
import { SendingNotice } from './sending-notice.tsx';
import { shownState } from './shown-state.ts';
import { entryOf, toAsk } from './to-ask.ts';

const CorrectSheet = lazy(() => import('./correct-sheet.tsx').then((module) => ({ default: module.CorrectSheet })));

type Filter = 'all' | 'waiting' | 'attention';
const pageSize = 60;

/** Everything I sent, with what became of it; what needs me first. */
export function EntriesScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const sync = useSyncStatus();
  const { attention } = sync;
  const [chosen, setFilter] = useState<Filter>();
  const filter = chosen ?? (attention > 0 ? 'attention' : 'all');
  const [shown, setShown] = useState(pageSize);
  const [correcting, setCorrecting] = useState<Entry>();
  const entries = useEntries(filter === 'all' ? shown + 1 : 2_000);
  const mine = (entries.value ?? []).map((entry) => ({ ...entry, state: shownState(entry.state, sync) }));
  const kept = mine.filter(({ state }) => filter === 'all' || (filter === 'attention' ? state === 'attention' : state === 'unsaved' || state === 'saved' || state === 'sending'));
  useCounted(mine, sync.online && !sync.signedOut);
  const empty = { all: m.entries_empty_title(), attention: m.entries_none_attention(), waiting: m.entries_none_waiting() }[filter];
  return (
    <Screen title={m.entries_title()} back="/floor" trailing={status}>
      <div className="mb-3 grid gap-3">
        <SendingNotice />
        <RefusedPhotos />
        <Chips
          label={m.entries_filter()}
          hideLabel
          columns={4}
          options={[{ value: 'all', label: m.entries_all() }, { value: 'waiting', label: m.entries_waiting() }, { value: 'attention', label: attention > 0 ? `${m.entries_attention()} ${attention}` : m.entries_attention() }]}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {entries.state === 'loading' && <LoadingState label={m.ui_loading()} />}
      {entries.state === 'ready' && kept.length === 0 && <ScreenState icon={<ClipboardList />} title={empty}>{filter === 'all' && <p>{m.entries_empty_body()}</p>}</ScreenState>}
      {kept.length > 0 && (
        <List label={m.entries_title()}>
          {kept.slice(0, shown).map((entry) => <EntryRow key={entry.id} entry={entry} mine={mine} zone={floor.site.timeZone} onCorrect={() => setCorrecting(entry)} />)}
        </List>
      )}
      {kept.length > shown && <Button wide className="mt-3" onClick={() => setShown(shown + pageSize)}>{m.entries_more({ n: pageSize })}</Button>}
      <Suspense>{correcting && <CorrectSheet entry={correcting} onClose={() => setCorrecting(undefined)} />}</Suspense>
    </Screen>
  );
}

/** Asks what counts of entries that the desk has let in, a hundred at a time. */
function useCounted(mine: readonly Entry[], online: boolean): void {
  const session = useSession();
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const asked = toAsk(mine, answered).join();
  useEffect(() => {
    if (!session || !online || asked === '') return;
    const questions = asked.split(',');
    learnCounted(session, questions.map(entryOf)).then(
      // What stays unknown is of a shape that this app cannot show; those after it are asked about all the same.
      () => setAnswered((before) => [...before, ...questions]),
      (failure: unknown) => {
        // The entry says that it is not known yet; it is asked again when the screen is opened anew.
        if (!(failure instanceof ApiFailure) && session.outboxDatabase.isOpen()) throw failure;
      },
    );
  }, [session, asked, online]);
}
