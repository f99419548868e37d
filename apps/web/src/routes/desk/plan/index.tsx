import { createFileRoute } from '@tanstack/react-router';
import { PlansPage } from '../../../features/plan/plans-page.tsx';

export const Route = createFileRoute('/desk/plan/')({ component: PlansPage });
