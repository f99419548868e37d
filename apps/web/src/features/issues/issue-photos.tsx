import type { Item } from '@fieldloop/domain/records/item';
import { m } from '../../paraglide/messages.js';
import { usePhoto } from '../../runtime/react/use-photo.ts';

/** What was photographed; a picture opens in full in its own tab. */
export function IssuePhotos({ item }: { readonly item: Item }) {
  if (item.photos.length === 0) return null;
  return (
    <ul className="grid grid-cols-2 gap-2">
      {item.photos.map(({ photo, stamp }) => (
        <Photo
          key={`${photo.sha256} ${stamp}`}
          sha256={photo.sha256}
          label={m.desk_photo_of({ title: item.text.value })}
        />
      ))}
    </ul>
  );
}

function Photo({ sha256, label }: { readonly sha256: string; readonly label: string }) {
  const url = usePhoto(sha256);
  return (
    <li>
      <a href={url} target="_blank" rel="noreferrer">
        <img
          src={url}
          alt={label}
          className="aspect-4/3 w-full rounded-small border border-line bg-line object-cover"
        />
      </a>
    </li>
  );
}
