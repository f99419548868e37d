import { Link } from '../../ui/navigation.tsx';
import { Smartphone } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { ScreenState } from '../../ui/state.tsx';

/** For somebody who joined by phone and followed a desk link: where their side is. */
export function NoDesk() {
  return (
    <main>
      <ScreenState
        icon={<Smartphone />}
        title={m.desk_frame_no_desk()}
        action={
          <Link to="/floor/count" className="button button-primary">
            {m.desk_frame_go_floor()}
          </Link>
        }
      >
        {m.desk_frame_no_desk_note()}
      </ScreenState>
    </main>
  );
}
