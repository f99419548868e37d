import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { applyUpdateIfReady } from '../../app/update.ts';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { RunningShift } from '../../features/shift/running-shift.tsx';
import { StartShift } from '../../features/shift/start-shift.tsx';
import { useLeads, useOwnSites } from '../../runtime/react/use-floor.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';

export const Route = createFileRoute('/floor/shift')({ component: () => <FloorGate>{(floor) => <Shift floor={floor} />}</FloorGate> });

function Shift({ floor }: { readonly floor: Floor }) {
  const navigate = useNavigate();
  const sites = useOwnSites();
  const leads = useLeads(floor.scope);
  if (floor.shift) return <RunningShift floor={floor} shift={floor.shift} onEnded={() => void navigate({ to: '/floor' })} />;
  return <StartShift floor={floor} sites={sites} leads={leads} onStarted={() => void navigate({ to: '/floor/count' }).then(applyUpdateIfReady)} />;
}
