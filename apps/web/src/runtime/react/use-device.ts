import { useLive } from './use-live.ts';

/** This device's id in the ledger; undefined until the local database has answered, or before the first fact. */
export function useDevice(): string | undefined {
  return useLive('device', async (session) => (await session.outboxDatabase.device.get('current'))?.device).value;
}
