import { Outlet, createFileRoute, redirect } from '@tanstack/react-router';
import { DeskFrame } from '../../features/desk-frame/desk-frame.tsx';
import { identity } from '../../runtime/identity/identity.ts';
import { DeskProviders } from '../../runtime/react/desk-api.tsx';

export const Route = createFileRoute('/desk')({
  beforeLoad: ({ location }) => {
    if (!identity()) throw redirect({ to: '/sign-in', search: { then: location.href } });
  },
  // Loaded here and not above, so that no phone carries what only the desk writes.
  loader: async () => (await import('../../runtime/session/desk-facts.ts')).addDeskFacts(),
  component: Desk,
});

function Desk() {
  return (
    <DeskProviders>
      <DeskFrame>
        <Outlet />
      </DeskFrame>
    </DeskProviders>
  );
}
