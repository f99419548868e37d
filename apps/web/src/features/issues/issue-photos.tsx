import type { Item } from '@fieldloop/domain/records/item';
import { m } from '../../paraglide/messages.js';
import { StoredPhoto } from '../../ui/stored-photo.tsx';

/** What was photographed; a picture opens in full in its own tab. */
export function IssuePhotos({ item }: { readonly item: Item }) {
  if (item.photos.length === 0) return null;
  return (
    <ul className="grid grid-cols-2 gap-2">
      {item.photos.map(({ photo, stamp }) => (
        <li key={`${photo.sha256} ${stamp}`}>
          <StoredPhoto
            sha256={photo.sha256}
            alt={m.desk_photo_of({ title: item.text.value })}
            className="aspect-4/3 w-full rounded-small border border-line bg-line object-cover"
            opens
          />
        </li>
      ))}
    </ul>
  );
}
