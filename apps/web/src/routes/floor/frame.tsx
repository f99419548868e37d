import type { ReactNode } from 'react';
import { useStorageAlarm } from '../../features/floor-frame/use-storage-alarm.ts';
import { Toaster } from '../../ui/toast.tsx';

/** Around every phone screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  useStorageAlarm();
  return (
    <>
      {children}
      <Toaster />
    </>
  );
}
