import { m } from '../../paraglide/messages.js';
import type { ChipOption } from '../../ui/chips.tsx';

/** The customer segments that both departments share. */
const segments = ['office', 'friends', 'member', 'visitor'] as const;
export type Segment = (typeof segments)[number];

const segmentNames = { office: m.segment_office, friends: m.segment_friends, member: m.segment_member, visitor: m.segment_visitor } as const;

export function segmentOptions(): readonly ChipOption<Segment>[] {
  return segments.map((value) => ({ value, label: segmentNames[value]() }));
}

const channelNames = { store: m.sale_channel_store, live: m.sale_channel_live, warehouse: m.sale_channel_warehouse, other: m.sale_channel_other } as const;
export type Channel = keyof typeof channelNames;

export function channelOptions(): readonly ChipOption<Channel>[] {
  return (Object.keys(channelNames) as Channel[]).map((value) => ({ value, label: channelNames[value]() }));
}
