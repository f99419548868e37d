import { m } from '../../paraglide/messages.js';

const words: Readonly<Record<string, () => string>> = {
  price: m.desk_detail_price,
  queue: m.desk_detail_queue,
  service: m.desk_detail_service,
  quality: m.desk_detail_quality,
  exchange: m.desk_detail_exchange,
  network: m.desk_detail_network,
  safety: m.desk_detail_safety,
  'just-looking': m.desk_detail_just_looking,
  'size-missing': m.desk_detail_size_missing,
  style: m.desk_detail_style,
  'no-time': m.desk_detail_no_time,
};

/** What was counted in detail: a kind of complaint or a reason in words; a style and size as it is on the label. */
export function detailWords(detail: string): string {
  return words[detail]?.() ?? detail.replace('/', ' ');
}
