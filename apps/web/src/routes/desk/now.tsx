import * as z from 'zod/mini';
import { NowPage } from '../../features/now/now-page.tsx';
import { useNavigate, useSearch } from '../../ui/navigation.tsx';

const nowSearch = z.object({
  site: z.catch(z.optional(z.string()), undefined),
  metric: z.catch(z.optional(z.string()), undefined),
  alert: z.catch(z.optional(z.string()), undefined),
  step: z.catch(z.optional(z.enum(['day', 'hour'])), undefined),
});

export function Now() {
  const navigate = useNavigate();
  return <NowPage search={useSearch(nowSearch)} onSearch={(search) => navigate({ search: { ...search }, replace: true })} />;
}
