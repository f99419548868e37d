import { itemCategories, itemStatuses } from '@fieldloop/domain/payload';
import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { LoopTabs } from '../../features/desk-frame/section-tabs.tsx';
import { IssuesPage } from '../../features/issues/issues-page.tsx';

export const Route = createFileRoute('/desk/issues')({
  validateSearch: z.object({
    kind: z.catch(z.optional(z.enum(['issue', 'content'])), undefined),
    site: z.catch(z.optional(z.string()), undefined),
    status: z.catch(z.optional(z.enum([...itemStatuses, 'all'])), undefined),
    category: z.catch(z.optional(z.enum(itemCategories)), undefined),
    q: z.catch(z.optional(z.string()), undefined),
    item: z.catch(z.optional(z.string()), undefined),
  }),
  component: Screen,
});

function Screen() {
  const navigate = Route.useNavigate();
  return (
    <IssuesPage
      tabs={<LoopTabs />}
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
