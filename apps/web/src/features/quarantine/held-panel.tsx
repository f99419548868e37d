import { useQuery } from '@tanstack/react-query';
import { m } from '../../paraglide/messages.js';
import { plans } from '../../runtime/identity/identity.ts';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { currentSession } from '../../runtime/session/current-session.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { factName } from '../../ui/fact-name.ts';
import { Row } from './fields.tsx';
import { siteOfHeld, type Held, type HeldWhole } from './held.ts';
import { reasonNote, reasonWords } from './reason-words.ts';
import { Received, Said } from './received.tsx';
import { SettleForm } from './settle-form.tsx';

interface HeldPanelProps {
  readonly address: { readonly device: string; readonly seq: number };
  readonly directory: Directory;
  readonly place: (held: Held) => string;
  readonly when: (held: Held, at: number) => string;
  readonly onClose: () => void;
}

/** One fact that was not taken: whose it is, why, what was in it, and what to do about it. */
export function HeldPanel({ address, onClose, ...rest }: HeldPanelProps) {
  const asked = useQuery(api.quarantine.one.queryOptions(address));
  return (
    <SidePanel title={m.desk_held_panel()} onClose={onClose}>
      <Answer of={asked} rows={5}>{(held) => <Details held={held} {...rest} />}</Answer>
    </SidePanel>
  );
}

function Details({ held, directory, place, when }: { readonly held: HeldWhole } & Omit<HeldPanelProps, 'address' | 'onClose'>) {
  const who = useIdentity();
  const may = who !== undefined && plans(who, ['planner', 'operations-manager', 'admin']);
  const { settled } = held;
  const definition = currentSession()?.facts.get(held.name ?? '');
  const said = {
    known: definition !== undefined,
    names: { person: directory.personName, zone: (id: string) => directory.zoneName(siteOfHeld(held) ?? '', id), when: (at: number) => when(held, at) },
  };
  return (
    <div className="grid gap-4">
      <div>
        <h3 className="text-m font-semibold">{(held.name && (factName(held.name) ?? held.name)) || m.desk_held_unreadable()}</h3>
        <p className="mt-1 text-ink-2"><b>{reasonWords(held.reason)}</b> {!settled && reasonNote(held.reason)}</p>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Row title={m.desk_held_author()}>{directory.personName(held.author)}</Row>
        <Row title={m.desk_site()}>{place(held)}</Row>
        {held.at !== undefined && <Row title={m.desk_held_happened()}>{when(held, held.at)}</Row>}
        <Row title={m.desk_held_received()}>{when(held, held.receivedAt)}</Row>
        {held.carriedBy !== undefined && <Row title={m.desk_held_way()}>{m.desk_held_carried({ person: directory.personName(held.carriedBy) })}</Row>}
        {settled && (
          <>
            <Row title={settled.as === 'released' ? m.desk_held_released() : m.desk_held_dismissed()}>
              {m.desk_held_by({ person: directory.personName(settled.by), time: when(held, settled.at) })}
            </Row>
            {settled.note && <Row title={m.desk_held_note()}>{settled.note}</Row>}
          </>
        )}
      </dl>
      {held.written && <Said title={m.desk_held_content()} payload={held.written.payload} {...said} />}
      {held.counted && <Said title={m.desk_held_counted()} payload={held.counted.payload} {...said} />}
      {!settled && may && <SettleForm held={held} definition={definition} />}
      <Received held={held} open={!held.written} />
    </div>
  );
}
