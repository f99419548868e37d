import { type Item, isSettled } from '@fieldloop/domain/records/item';
import type { ItemCategory, ItemStatus } from '@fieldloop/domain/payload';

/** What is in the address of the issues screen. */
export interface IssueSearch {
  readonly kind?: 'issue' | 'content' | undefined;
  readonly site?: string | undefined;
  readonly status?: ItemStatus | 'all' | undefined;
  readonly category?: ItemCategory | undefined;
  readonly q?: string | undefined;
  /** The one that is open beside the list. */
  readonly item?: string | undefined;
}

export interface ListedItem {
  readonly site: string;
  readonly item: Item;
}

/** The items that the filters keep, newest first. Without a status: whatever is not settled. */
export function filterItems(items: readonly ListedItem[], search: IssueSearch): readonly ListedItem[] {
  const wanted = search.q?.trim().toLocaleLowerCase();
  return items
    .filter(({ site, item }) => {
      if (item.kind !== (search.kind ?? 'issue')) return false;
      if (search.site && site !== search.site) return false;
      if (search.category && item.category?.value !== search.category) return false;
      if (
        search.status === undefined ? isSettled(item) : search.status !== 'all' && item.status.value !== search.status
      )
        return false;
      return (
        !wanted || [item.text.value, item.title?.value ?? ''].some((text) => text.toLocaleLowerCase().includes(wanted))
      );
    })
    .sort((left, right) => right.item.openedAt - left.item.openedAt || left.item.id.localeCompare(right.item.id));
}

/** The item `steps` further down (or up) the list; the first or last when there is no further. */
export function neighbour(
  items: readonly ListedItem[],
  current: string | undefined,
  steps: number,
): string | undefined {
  const index = items.findIndex(({ item }) => item.id === current);
  const next = index === -1 ? 0 : Math.min(items.length - 1, Math.max(0, index + steps));
  return items[next]?.item.id;
}
