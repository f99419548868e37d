import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useStorageAlarm } from '../../features/floor-frame/use-storage-alarm.ts';
import { Toaster } from '../../ui/toast.tsx';

export const Route = createFileRoute('/floor')({ component: FloorFrame });

function FloorFrame() {
  useStorageAlarm();
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}
