import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { NowPage } from '../../features/now/now-page.tsx';

export const Route = createFileRoute('/desk/now')({
  validateSearch: z.object({
    site: z.catch(z.optional(z.string()), undefined),
    metric: z.catch(z.optional(z.string()), undefined),
    alert: z.catch(z.optional(z.string()), undefined),
    step: z.catch(z.optional(z.enum(['day', 'hour'])), undefined),
  }),
  component: Screen,
});

function Screen() {
  const navigate = Route.useNavigate();
  return <NowPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />;
}
