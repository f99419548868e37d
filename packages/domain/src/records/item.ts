import type { RevisionRef } from '../facts/fact.ts';
import type { Attachment, ItemCategory, ItemStatus, Severity } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Field, FoldContext } from './define-record.ts';
import { defineRecord, missing, setField, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted, isStaleAtHome } from './folds-of.ts';
import type { ItemKind } from './item-status.ts';
import { firstStatus, mayMove, settledStatuses } from './item-status.ts';

interface Said {
  readonly at: number;
  readonly by: string;
  readonly stamp: string;
}
export interface ItemPhoto extends Said {
  readonly photo: Attachment;
  readonly note?: string | undefined;
}
export interface ItemComment extends Said {
  readonly id: string;
  readonly text: string;
  readonly photos: readonly Attachment[];
}
export interface ItemMove extends Said {
  readonly to: ItemStatus;
  readonly reason?: string | undefined;
  readonly photos: readonly Attachment[];
}

/** An issue on site or content proposed to planning. Lives in the scope of its site. */
export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  readonly by: string;
  readonly device: string;
  readonly openedAt: number;
  readonly text: Field<string>;
  readonly title?: Field<string> | undefined;
  readonly category?: Field<ItemCategory> | undefined;
  readonly severity?: Field<Severity> | undefined;
  readonly zone?: Field<string> | undefined;
  readonly status: Field<ItemStatus>;
  readonly assignee?: Field<string | null> | undefined;
  readonly dueAt?: Field<number | null> | undefined;
  readonly photos: readonly ItemPhoto[];
  readonly comments: readonly ItemComment[];
  readonly moves: readonly ItemMove[];
  /** First read by planning. */
  readonly seen?: { readonly at: number; readonly by: string } | undefined;
  /** The loop that took it up; its copy is in the same scope. */
  readonly loop?: { readonly id: string; readonly at: number } | undefined;
  readonly adoptedInto?: { readonly revision: RevisionRef; readonly step: string } | undefined;
}

const byStamp = (entry: Said): string => entry.stamp;

function opened(payload: Payloads['item-opened'], context: FoldContext): Item {
  const { item: id, kind, text, title, category, severity, zone, photos = [] } = payload;
  const { at, author: by, device, stamp } = context;
  const field = <Value>(value: Value | undefined): Field<Value> | undefined =>
    value === undefined ? undefined : setField(undefined, value, context);
  return {
    id, kind, by, device, openedAt: at,
    text: setField(undefined, text, context),
    title: field(title), category: field(category), severity: field(severity), zone: field(zone),
    status: setField<ItemStatus>(undefined, firstStatus[kind], context),
    photos: photos.map((photo) => ({ photo, at, by, stamp })),
    comments: [],
    moves: [],
  };
}

export const itemRecord = defineRecord<Item>({
  kind: 'item',
  folds: {
    'item-opened': (item, { payload }, context) => (item ? superseded : opened(payload, context)),
    'item-moved': (item, fact, context) => {
      if (!item) return missing;
      const { to, reason, photos = [], adoptedInto = item.adoptedInto } = fact.payload;
      if (isStaleAtHome(item.status, fact, context)) return superseded;
      if (!mayMove(item.kind, item.status.value, to)) return { refused: 'invalid' };
      const move: ItemMove = { to, reason, photos, at: context.at, by: context.author, stamp: context.stamp };
      return { ...item, status: setField(undefined, to, context), moves: inserted(item.moves, move, byStamp), adoptedInto };
    },
    'item-commented': (item, { payload: { comment: id, text, photos = [] } }, { at, author: by, stamp }) => {
      if (!item) return missing;
      return { ...item, comments: inserted(item.comments, { id, text, photos, at, by, stamp }, byStamp) };
    },
    'photo-attached': (item, { payload: { photo, note } }, { at, author: by, stamp }) => {
      if (!item) return missing;
      return { ...item, photos: inserted(item.photos, { photo, note, at, by, stamp }, byStamp) };
    },
    'item-assigned': (item, { payload: { assignee, dueAt } }, context) => {
      if (!item) return missing;
      const due = dueAt === undefined ? item.dueAt : setField(item.dueAt, dueAt, context);
      return { ...item, assignee: setField(item.assignee, assignee, context), dueAt: due };
    },
    'item-edited': (item, { payload: { title, text, category, severity, zone } }, context) => {
      if (!item) return missing;
      return {
        ...item,
        title: title === undefined ? item.title : setField(item.title, title, context),
        text: text === undefined ? item.text : setField(item.text, text, context),
        category: category === undefined ? item.category : setField(item.category, category, context),
        severity: severity === undefined ? item.severity : setField(item.severity, severity, context),
        zone: zone === undefined ? item.zone : setField(item.zone, zone, context),
      };
    },
    'item-seen': (item, _fact, { at, author: by }) => {
      if (!item) return missing;
      return item.seen && item.seen.at <= at ? item : { ...item, seen: { at, by } };
    },
    'item-withdrawn': (item) => (item ? null : missing),
    'loop-opened': (item, { payload: { loop: id } }, { at }) => (item ? { ...item, loop: item.loop ?? { id, at } } : missing),
    'signal-joined': (item, { payload: { loop: id } }, { at }) => (item ? { ...item, loop: { id, at } } : missing),
    // A revision that adopts a proposal says into which step.
    'revision-published': (item, { payload: { revision, adopts = [] } }, context) => {
      const adopted = adopts.find((each) => each.item === item?.id);
      if (!item || !adopted) return missing;
      const adoptedInto = { revision, step: adopted.step };
      if (item.status.value === 'adopted') return { ...item, adoptedInto };
      if (!mayMove(item.kind, item.status.value, 'adopted')) return { refused: 'invalid' };
      const move: ItemMove = { to: 'adopted', photos: [], at: context.at, by: context.author, stamp: context.stamp };
      return { ...item, adoptedInto, status: setField<ItemStatus>(undefined, 'adopted', context), moves: inserted(item.moves, move, byStamp) };
    },
  } satisfies FoldsOf<Item>,
  promote: ({ status, assignee, dueAt }) => ({
    status: status.value, assignee: assignee?.value ?? undefined, dueAt: dueAt?.value ?? undefined,
  }),
});

/** Is there anything left to do about it? */
export function isSettled(item: Item): boolean {
  return settledStatuses.includes(item.status.value);
}
