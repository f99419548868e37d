import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { JoinScreen } from '../features/join/join-screen.tsx';
import { Toaster } from '../ui/toast.tsx';

interface JoinSearch {
  readonly code?: string;
}

export const Route = createFileRoute('/join')({
  validateSearch: ({ code }: Record<string, unknown>): JoinSearch => (typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
  component: Join,
});

function Join() {
  const { code } = Route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <JoinScreen
        code={code}
        onCode={(next) => void navigate({ to: '/join', search: next === undefined ? {} : { code: next }, replace: true })}
        onDone={() => void navigate({ to: '/floor/shift' })}
      />
      <Toaster />
    </>
  );
}
