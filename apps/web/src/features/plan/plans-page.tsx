import { Redirect } from '../../ui/navigation.tsx';
import { hrefOf } from '../../ui/paths.ts';
import { Map as PlanIcon } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { useRecords } from '../../runtime/react/use-records.ts';
import { LoadingState, ScreenState } from '../../ui/state.tsx';

/** Goes to the plan that runs, or says that there is none. */
export function PlansPage() {
  const live = useRecords('desk', 'plan');
  if (live.state === 'loading')
    return (
      <main className="px-4 py-4 lg:px-8">
        <LoadingState label={m.desk_loading()} rows={6} />
      </main>
    );
  const plans = [...(live.value ?? [])].sort(
    (left, right) =>
      Number(right.stage.value === 'launched') - Number(left.stage.value === 'launched') ||
      right.draftedAt - left.draftedAt,
  );
  const [first] = plans;
  if (first) return <Redirect href={hrefOf({ to: '/desk/plan/$plan', params: { plan: first.id } })} />;
  return (
    <main>
      <ScreenState icon={<PlanIcon />} title={m.desk_plan_none()}>
        {m.desk_plan_none_note()}
      </ScreenState>
    </main>
  );
}
