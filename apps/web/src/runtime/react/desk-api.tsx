import type { AppRouter } from '@fieldloop/server/api-types';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { useEffect, type ReactNode } from 'react';
import { askToKeepDesk } from '../desk-files.ts';
import { onSession } from '../session/current-session.ts';
import { worthAsking } from './worth-asking.ts';

/** Answers of the desk's queries, refreshed on hints; never a place for facts. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: worthAsking, refetchOnWindowFocus: true } },
});

// What one person was shown is nothing for whoever comes next.
onSession(() => queryClient.clear());

const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc', maxURLLength: 6_000 })] });

/**
 * The desk's view of the server: `useQuery(api.insight.now.queryOptions({}))`,
 * `useMutation(api.people.createEnrolment.mutationOptions())`. Loaded by desk routes only.
 */
export const api: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

/** Wraps the desk's routes. */
export function DeskProviders({ children }: { readonly children: ReactNode }) {
  useEffect(() => void askToKeepDesk(), []);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
