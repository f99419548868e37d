import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';
import { RulesPage } from '../../features/rules/rules-page.tsx';

export const Route = createFileRoute('/desk/rules')({
  validateSearch: z.object({ rule: z.catch(z.optional(z.string()), undefined) }),
  component: Screen,
});

function Screen() {
  const navigate = Route.useNavigate();
  return (
    <RulesPage
      tabs={<DeskSettingsTabs />}
      open={Route.useSearch().rule}
      onOpen={(rule) => void navigate({ search: { rule }, replace: true })}
    />
  );
}
