import { Dexie } from 'dexie';

/**
 * Calls back after a transaction changed a database whose name begins with `prefix`, in this tab, another, or the
 * worker. Only says that something changed; many changes may follow each other closely.
 */
export function onStorageChange(prefix: string, listener: () => void): () => void {
  const start = `idb://${prefix}`;
  const heard = (parts: object) => {
    if (Object.keys(parts).some((part) => part.startsWith(start))) listener();
  };
  Dexie.on('storagemutated', heard);
  return () => Dexie.on.storagemutated.unsubscribe(heard);
}
