import { createFileRoute, redirect } from '@tanstack/react-router';

/** The short link of a QR code. */
export const Route = createFileRoute('/j/$code')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/join', search: { code: params.code }, replace: true });
  },
});
