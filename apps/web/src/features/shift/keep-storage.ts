/** Asks the browser to keep what is stored here. False when it makes no promise; counting goes on all the same. */
export async function keepStorage(): Promise<boolean> {
  if (typeof navigator.storage?.persist !== 'function') return false;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
