import * as z from 'zod/mini';
import { PlanPage } from '../../features/plan/plan-page.tsx';
import { useNavigate, useParam, useSearch } from '../../ui/navigation.tsx';

const planSearch = z.object({
  period: z.catch(z.optional(z.enum(['all', '14', '7'])), undefined),
  step: z.catch(z.optional(z.enum(['day', 'hour'])), undefined),
  metric: z.catch(z.optional(z.enum(['entry-rate', 'conversion'])), undefined),
});

export function Plan() {
  const navigate = useNavigate();
  const plan = useParam('plan');
  return (
    <PlanPage id={plan} search={useSearch(planSearch)} onSearch={(search) => navigate({ search: { ...search }, replace: true })} />
  );
}
