import { applyUpdateIfReady } from '../../app/update.ts';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { RunningShift } from '../../features/shift/running-shift.tsx';
import { StartShift } from '../../features/shift/start-shift.tsx';
import { useLeads, useOwnSites } from '../../runtime/react/use-floor.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useNavigate } from '../../ui/navigation.tsx';

export function Shift() {
  return <FloorGate>{(floor) => <OwnShift floor={floor} />}</FloorGate>;
}

function OwnShift({ floor }: { readonly floor: Floor }) {
  const navigate = useNavigate();
  const sites = useOwnSites();
  const leads = useLeads(floor.scope);
  if (floor.shift) return <RunningShift floor={floor} shift={floor.shift} onEnded={() => navigate({ to: '/floor' })} />;
  return <StartShift floor={floor} sites={sites} leads={leads} onStarted={() => { navigate({ to: '/floor/count' }); applyUpdateIfReady(); }} />;
}
