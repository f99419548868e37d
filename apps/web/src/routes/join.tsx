import * as z from 'zod/mini';
import { JoinScreen } from '../features/join/join-screen.tsx';
import { useSyncExternalStore } from 'react';
import { onStorageCleared, wasStorageCleared } from '../runtime/session/storage-cleared.ts';
import { Redirect, useNavigate, useSearch } from '../ui/navigation.tsx';
import { Toaster } from '../ui/toast.tsx';

const joinSearch = z.object({ code: z.optional(z.string()) });

export function Join() {
  const { code } = useSearch(joinSearch);
  const navigate = useNavigate();
  const cleared = useSyncExternalStore(onStorageCleared, wasStorageCleared);
  // The browser had lost who we are, and the server knew: nobody has to join.
  if (cleared && code === undefined) return <Redirect href="/" />;
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
