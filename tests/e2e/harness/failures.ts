import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFailed } from 'vitest';
import type { Device } from './browser.ts';

const folder = resolve(import.meta.dirname, '../../../.screens/failures');

/** When the running test fails, keeps a picture of what these devices showed. */
export function pictureOnFailure(devices: Readonly<Record<string, () => Device | undefined>>): void {
  onTestFailed(async ({ task }) => {
    mkdirSync(folder, { recursive: true });
    for (const [name, device] of Object.entries(devices)) {
      const page = device()?.context.pages()[0];
      await page?.screenshot({ path: join(folder, `${task.name.slice(0, 60).replace(/\W+/g, '-')}-${name}.png`), timeout: 5_000 }).catch(() => undefined);
    }
  });
}
