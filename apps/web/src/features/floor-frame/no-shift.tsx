import { Link } from '../../ui/navigation.tsx';
import { ClipboardList } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { buttonClass } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ScreenState } from '../../ui/state.tsx';

/** Counting needs a post. */
export function NoShift() {
  return (
    <Screen title={m.count_title()} back="/floor">
      <ScreenState icon={<ClipboardList />} title={m.floor_no_shift_title()} action={<Link to="/floor/shift" className={buttonClass('primary')}>{m.shift_start()}</Link>}>
        <p>{m.floor_no_shift_body()}</p>
      </ScreenState>
    </Screen>
  );
}
