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
  const told = (name: string) => {
    if (name.startsWith(prefix)) listener();
  };
  Dexie.on('storagemutated', heard);
  inMemory.add(told);
  return () => {
    Dexie.on.storagemutated.unsubscribe(heard);
    inMemory.delete(told);
  };
}

const inMemory = new Set<(name: string) => void>();

/** Says that something changed which belongs to these databases and is not in them. */
export function tellStorageChange(name: string): void {
  for (const tell of inMemory) tell(name);
}
