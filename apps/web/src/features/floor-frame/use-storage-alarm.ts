import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { StorageError } from '../../runtime/database/database-guard.ts';
import { showToast } from '../../ui/toast.tsx';

/**
 * Says so when something could not be stored on this device. Whatever was being saved stays on screen, because its
 * code stopped at the failed write; nothing is dropped and nothing is called saved.
 */
export function useStorageAlarm(): void {
  useEffect(() => {
    const tell = (event: PromiseRejectionEvent) => {
      if (!(event.reason instanceof StorageError)) return;
      event.preventDefault();
      showToast({ text: event.reason.reason === 'full' ? m.floor_storage_full() : m.floor_storage_unavailable(), tone: 'critical' });
    };
    addEventListener('unhandledrejection', tell);
    return () => removeEventListener('unhandledrejection', tell);
  }, []);
}
