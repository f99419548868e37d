import * as z from 'zod/mini';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';
import { RulesPage } from '../../features/rules/rules-page.tsx';
import { useNavigate, useSearch } from '../../ui/navigation.tsx';

const rulesSearch = z.object({ rule: z.catch(z.optional(z.string()), undefined) });

export function Rules() {
  const navigate = useNavigate();
  return (
    <RulesPage
      tabs={<DeskSettingsTabs />}
      open={useSearch(rulesSearch).rule}
      onOpen={(rule) => navigate({ search: { rule }, replace: true })}
    />
  );
}
