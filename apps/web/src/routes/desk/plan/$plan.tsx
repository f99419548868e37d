import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PlanPage } from '../../../features/plan/plan-page.tsx';

export const Route = createFileRoute('/desk/plan/$plan')({
  validateSearch: z.object({
    period: z.catch(z.optional(z.enum(['all', '14', '7'])), undefined),
    step: z.catch(z.optional(z.enum(['day', 'hour'])), undefined),
    metric: z.catch(z.optional(z.enum(['entry-rate', 'conversion'])), undefined),
  }),
  component: Screen,
});

function Screen() {
  const navigate = Route.useNavigate();
  const { plan } = Route.useParams();
  return (
    <PlanPage id={plan} search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
  );
}
