import type { Item } from '@fieldloop/domain/records/item';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useLeads } from '../../runtime/react/use-floor.ts';
import { useNames } from '../../runtime/react/use-names.ts';
import { useRecord } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { TextField } from '../../ui/field.tsx';
import { categoryName, severityName, statusName } from '../../ui/item-words.ts';
import { useLocale } from '../../ui/locale.ts';
import { revisionName } from '../../ui/revision-name.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { StoredPhoto } from '../../ui/stored-photo.tsx';
import { ItemHistory } from './item-history.tsx';
import { MoveItem } from './move-item.tsx';
import '../../ui/photo.css';

interface ItemScreenProps {
  readonly floor: Floor;
  readonly item: string;
  readonly status: ReactNode;
}

/** One issue or proposal: what was said, what came of it, a comment, and for a lead its status. */
export function ItemScreen({ floor, item: id, status }: ItemScreenProps) {
  const found = useRecord(floor.scope, 'item', id);
  if (found.state === 'loading') return <Screen title={m.item_title()} back="/floor/issues"><LoadingState label={m.ui_loading()} /></Screen>;
  if (!found.value) {
    return (
      <Screen title={m.item_title()} back="/floor/issues" trailing={status}>
        <ScreenState icon={<SearchX />} title={m.item_missing_title()}><p>{m.item_missing_body()}</p></ScreenState>
      </Screen>
    );
  }
  return <ItemDetail floor={floor} item={found.value} status={status} />;
}

function ItemDetail({ floor, item, status }: { readonly floor: Floor; readonly item: Item; readonly status: ReactNode }) {
  const locale = useLocale();
  const leads = useLeads(floor.scope);
  const nameOf = useNames(floor.scope);
  const [comment, setComment] = useState('');
  const moment = (at: number) => formatMoment(at, serverNow(), floor.site.timeZone, locale);
  const send = async () => {
    const text = comment.trim();
    if (text === '') return;
    await write('item-commented', { item: item.id, comment: crypto.randomUUID(), text });
    setComment('');
  };
  return (
    <Screen title={item.kind === 'issue' ? m.item_title() : m.item_content_title()} note={statusName(item.status.value)} back="/floor/issues" trailing={status}>
      <p className="text-l font-semibold break-words whitespace-pre-line">{item.text.value}</p>
      <p className="mt-1 text-s text-ink-3">
        {[item.category && categoryName(item.category.value), item.severity && severityName(item.severity.value), nameOf(item.by), moment(item.openedAt)].filter(Boolean).join(' · ')}
      </p>
      <p className="mt-1 text-s text-ink-2">{[item.seen ? m.items_seen({ time: moment(item.seen.at) }) : !item.loop && !item.adoptedInto && m.items_unseen(), item.loop && m.items_in_loop(), item.adoptedInto && m.items_adopted({ step: revisionName(item.adoptedInto.revision) })].filter(Boolean).join(' · ')}</p>
      {item.photos.length > 0 && (
        <ul className="photos mt-4">
          {item.photos.map(({ photo }, index) => <li key={photo.sha256} className="photo"><StoredPhoto sha256={photo.sha256} alt={m.ui_photo_of({ n: index + 1 })} /></li>)}
        </ul>
      )}
      {item.kind === 'issue' && (leads ? <MoveItem item={item} /> : <p className="mt-4 text-s text-ink-3">{m.item_lead_moves()}</p>)}
      <ItemHistory item={item} moment={moment} nameOf={nameOf} />
      <form className="mt-5 grid gap-3" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <TextField label={m.item_comment()} maxLength={2_000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        <Button type="submit" disabled={comment.trim() === ''}>{m.item_comment_send()}</Button>
      </form>
    </Screen>
  );
}
