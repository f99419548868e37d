import type { Item } from '@fieldloop/domain/records/item';
import { Link } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { StoredPhoto } from '../../ui/stored-photo.tsx';

/** What somebody on the floor said, with the pictures they took. */
export function SignalQuote({
  item,
  person,
  when,
}: {
  readonly item: Item;
  readonly person: string;
  readonly when: string;
}) {
  const photos = item.photos.length > 0 ? ` · ${m.desk_now_photos({ count: item.photos.length })}` : '';
  return (
    <div className="flex items-start gap-3 border-l-[3px] border-line-strong pl-2.5">
      <p className="min-w-0 flex-1">
        <Link
          to="/desk/issues"
          search={{ item: item.id, kind: item.kind, status: 'all' }}
          className="text-ink-2 underline-offset-4 hover:underline"
        >
          {m.desk_loop_signal_quote({ person, text: item.text.value })}
        </Link>
        <span className="text-[0.8125rem] text-ink-3">{` · ${when}${photos}`}</span>
      </p>
      {item.photos[0] && (
        <StoredPhoto
          sha256={item.photos[0].photo.sha256}
          alt={m.desk_photo_of({ title: item.text.value })}
          className="h-12 w-16 rounded-[8px] border border-line bg-line object-cover"
          small
          opens
        />
      )}
    </div>
  );
}
