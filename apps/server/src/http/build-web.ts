import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../../..');
/** Where the server serves the app from. */
export const webDist = join(repository, 'apps/web/dist');

const sources = [
  'apps/web/src', 'apps/web/messages', 'apps/web/public', 'apps/web/index.html', 'apps/web/vite.config.ts',
  'apps/web/web-chunks.ts', 'apps/web/web-tools.ts', 'packages/domain/src', 'packages/sync/src', 'packages/statistics/src', 'pnpm-lock.yaml',
];

/**
 * Builds the web app unless it is younger than all that it is built from; `builds` is called when it does.
 * @throws Error when it does not build
 */
export function buildWeb(builds: () => void = () => undefined): void {
  const built = join(webDist, 'service-worker.js');
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map((path) => newest(join(repository, path))))) return;
  builds();
  const { status } = spawnSync(process.execPath, ['--run', 'build'], { cwd: repository, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the web app does not build');
}

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const generated = path.endsWith('paraglide');
  return generated ? 0 : Math.max(0, ...readdirSync(path).filter((name) => !name.endsWith('.gen.ts')).map((name) => newest(join(path, name))));
}
