import { PlansPage } from '../../features/plan/plans-page.tsx';

export function Plans() {
  return <PlansPage />;
}
