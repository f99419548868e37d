import { itemCategories, itemStatuses } from '@fieldloop/domain/payload';
import * as z from 'zod/mini';
import { LoopTabs } from '../../features/desk-frame/section-tabs.tsx';
import { IssuesPage } from '../../features/issues/issues-page.tsx';
import { useNavigate, useSearch } from '../../ui/navigation.tsx';

const issuesSearch = z.object({
  kind: z.catch(z.optional(z.enum(['issue', 'content'])), undefined),
  site: z.catch(z.optional(z.string()), undefined),
  status: z.catch(z.optional(z.enum([...itemStatuses, 'all'])), undefined),
  category: z.catch(z.optional(z.enum(itemCategories)), undefined),
  q: z.catch(z.optional(z.string()), undefined),
  item: z.catch(z.optional(z.string()), undefined),
});

export function Issues() {
  const navigate = useNavigate();
  return (
    <IssuesPage
      tabs={<LoopTabs />}
      search={useSearch(issuesSearch)}
      onSearch={(search) => navigate({ search: { ...search }, replace: true })}
    />
  );
}
