import type { ReactNode } from 'react';
import { BringInOnFloor } from '../routes/floor/bring-in.tsx';
import { Changes } from '../routes/floor/changes.tsx';
import { Day } from '../routes/floor/day.tsx';
import { Enrol } from '../routes/floor/enrol.tsx';
import { Entries } from '../routes/floor/entries.tsx';
import { Home } from '../routes/floor/home.tsx';
import { Issue } from '../routes/floor/issue.tsx';
import { Issues } from '../routes/floor/issues.tsx';
import { Live } from '../routes/floor/live.tsx';
import { Propose } from '../routes/floor/propose.tsx';
import { PutInForce } from '../routes/floor/put-in-force.tsx';
import { Report } from '../routes/floor/report.tsx';
import { Settings } from '../routes/floor/settings.tsx';
import { Shift } from '../routes/floor/shift.tsx';
import { Sop } from '../routes/floor/sop.tsx';
import { Tally } from '../routes/floor/tally.tsx';
import { Join } from '../routes/join.tsx';
import type { FloorPath } from './screen-paths.ts';

const screens: Readonly<Record<FloorPath, () => ReactNode>> = {
  '/join': Join,
  '/floor': Home,
  '/floor/shift': Shift,
  '/floor/report': Report,
  '/floor/propose': Propose,
  '/floor/sop': Sop,
  '/floor/changes': Changes,
  '/floor/put-in-force': PutInForce,
  '/floor/live': Live,
  '/floor/tally': Tally,
  '/floor/entries': Entries,
  '/floor/issues': Issues,
  '/floor/issues/$item': Issue,
  '/floor/day': Day,
  '/floor/enrol': Enrol,
  '/floor/bring-in': BringInOnFloor,
  '/floor/settings': Settings,
};

/** The phone's screens besides the counting one. They are one file, loaded after the pads. */
export function FloorScreen({ path }: { readonly path: FloorPath }) {
  const Screen = screens[path];
  return <Screen />;
}
