import * as z from 'zod/mini';
import { JoinScreen } from '../features/join/join-screen.tsx';
import { useNavigate, useSearch } from '../ui/navigation.tsx';
import { Toaster } from '../ui/toast.tsx';

const joinSearch = z.object({ code: z.optional(z.string()) });

export function Join() {
  const { code } = useSearch(joinSearch);
  const navigate = useNavigate();
  return (
    <>
      <JoinScreen
        code={code}
        onCode={(next) => navigate({ to: '/join', search: { code: next }, replace: true })}
        onDone={() => navigate({ to: '/floor/shift' })}
      />
      <Toaster />
    </>
  );
}
