import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { currentSession } from '../../runtime/session/current-session.ts';
import { StorageError } from '../../runtime/database/database-guard.ts';
import { noteStorageCleared, onStorageCleared, wasStorageCleared } from '../../runtime/session/storage-cleared.ts';
import { showToast } from '../../ui/toast.tsx';

/**
 * Says so when something could not be stored on this device. Whatever was being saved stays on screen, because its
 * code stopped at the failed write; nothing is dropped and nothing is called saved. Asks before a page is closed whose
 * memory alone holds something, and says so when the browser has thrown away what was stored.
 */
export function useStorageAlarm(): void {
  useEffect(() => {
    const tell = (event: PromiseRejectionEvent) => {
      if (!(event.reason instanceof StorageError)) return;
      event.preventDefault();
      showToast({ text: event.reason.reason === 'full' ? m.floor_storage_full() : m.floor_storage_unavailable(), tone: 'critical' });
    };
    const ask = (event: BeforeUnloadEvent) => {
      if ((currentSession()?.held.all().length ?? 0) > 0) event.preventDefault();
    };
    const tellCleared = () => {
      if (!wasStorageCleared()) return;
      showToast({ text: m.floor_storage_cleared(), tone: 'critical', action: { label: m.ui_close(), run: () => {} } });
      noteStorageCleared(false);
    };
    addEventListener('unhandledrejection', tell);
    addEventListener('beforeunload', ask);
    const stop = onStorageCleared(tellCleared);
    tellCleared();
    return () => {
      stop();
      removeEventListener('unhandledrejection', tell);
      removeEventListener('beforeunload', ask);
    };
  }, []);
}
