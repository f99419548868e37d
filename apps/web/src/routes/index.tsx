import { createFileRoute, redirect } from '@tanstack/react-router';
import { identity, plans } from '../runtime/identity/identity.ts';

export const Route = createFileRoute('/')({
  beforeLoad: () => {
    const who = identity();
    if (!who) throw redirect({ to: '/join' });
    throw redirect({ to: plans(who) ? '/desk/now' : '/floor/count' });
  },
});
