import { createFileRoute, Outlet } from '@tanstack/react-router';
import { Toaster } from '../../ui/toast.tsx';

export const Route = createFileRoute('/floor')({ component: FloorFrame });

function FloorFrame() {
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}
