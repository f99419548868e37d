import { Link } from '../../ui/navigation.tsx';
import { ListChecks } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useSop } from './use-sop.ts';

/** The way to the procedure, with how far today is. */
export function SopLink({ floor }: { readonly floor: Floor }) {
  const { total } = useSop(floor);
  return (
    <Link to="/floor/sop">
      <ListChecks aria-hidden />
      {total.due > 0 ? m.count_sop({ done: total.done, due: total.due }) : m.count_sop_bare()}
    </Link>
  );
}
