import { isSettled } from '@fieldloop/domain/records/item';
import type { Item } from '@fieldloop/domain/records/item';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useNames } from '../../runtime/react/use-names.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Chips } from '../../ui/chips.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { categoryName, severityName, statusName } from '../../ui/item-words.ts';
import { List, ListLink } from '../../ui/list-row.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Pill } from '../../ui/pill.tsx';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';

type Filter = 'open' | 'settled' | 'content';

const empty = {
  open: [m.items_empty_title, m.items_empty_body],
  settled: [m.items_none_settled_title, m.items_none_settled_body],
  content: [m.items_none_content_title, m.items_none_content_body],
} as const satisfies Record<Filter, readonly [() => string, () => string]>;

/** The issues and proposals of the site, the newest first. */
export function ItemsScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const locale = useLocale();
  const nameOf = useNames(floor.scope);
  const items = useRecords(floor.scope, 'item');
  const [filter, setFilter] = useState<Filter>('open');
  const kept = (items.value ?? []).filter((item) => (filter === 'content' ? item.kind === 'content' : item.kind === 'issue' && isSettled(item) === (filter === 'settled'))).toSorted((a, b) => b.openedAt - a.openedAt);
  const tone = (item: Item) => (item.status.value === 'declined' ? 'neutral' : isSettled(item) ? 'good' : item.severity?.value === 'high' ? 'critical' : 'neutral');
  return (
    <Screen title={m.items_heading()} back="/floor" trailing={status}>
      <div className="mb-3">
        <Chips label={m.items_filter()} hideLabel columns={4} options={[{ value: 'open', label: m.items_open() }, { value: 'settled', label: m.items_settled() }, { value: 'content', label: m.items_content() }]} value={filter} onChange={setFilter} />
      </div>
      {items.state === 'loading' && <LoadingState label={m.ui_loading()} />}
      {items.state === 'ready' && kept.length === 0 && <ScreenState icon={<MessagesSquare />} title={empty[filter][0]()}><p>{empty[filter][1]()}</p></ScreenState>}
      {kept.length > 0 && (
        <List label={m.items_title()}>
          {kept.map((item) => (
            <ListLink
              key={item.id}
              to="/floor/issues/$item"
              params={{ item: item.id }}
              title={<span className="line-clamp-2">{item.text.value}</span>}
              meta={[item.category && categoryName(item.category.value), item.severity && severityName(item.severity.value), nameOf(item.by), formatMoment(item.openedAt, serverNow(), floor.site.timeZone, locale)].filter(Boolean).join(' · ')}
              trailing={<Pill tone={tone(item)}>{statusName(item.status.value)}</Pill>}
            />
          ))}
        </List>
      )}
    </Screen>
  );
}
