import { m } from '../../paraglide/messages.js';
import { Step, type StepParts } from './step.tsx';
import { StoredPhoto } from '../../ui/stored-photo.tsx';

/** Since when each site really has it, with the photos that show so. */
export function ForceStep({ loop, revision, directory, when }: StepParts) {
  const entries = revision?.inForce.length
    ? revision.inForce
    : loop.inForce.map((each) => ({ ...each, photos: [], note: undefined }));
  const first = entries[0];
  return (
    <Step number={5} title={m.desk_loop_step_force()} note={first && when(first.from)} done={entries.length > 0}>
      {entries.length === 0 && <p>{revision ? m.desk_loop_in_force_none() : m.desk_loop_later()}</p>}
      {entries.map((entry) => (
        <div key={`${entry.site} ${entry.from}`} className="grid gap-2">
          <p>
            {m.desk_loop_in_force_at({ site: directory.siteName(entry.site), time: when(entry.from) })} ·{' '}
            {m.desk_loop_in_force_by({ person: directory.personName(entry.by) })}
          </p>
          {entry.note && <p className="whitespace-pre-line">{entry.note}</p>}
          <ul className="flex flex-wrap gap-2">
            {entry.photos.map(({ sha256 }) => (
              <li key={sha256}>
                <StoredPhoto
                  sha256={sha256}
                  alt={m.desk_photo_of({ title: `${directory.siteName(entry.site)} ${when(entry.from)}` })}
                  className="h-20 w-28 rounded-[8px] border border-line bg-line object-cover"
                  opens
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Step>
  );
}
