import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { runCommand } from './run-command.ts';

const tests = resolve(import.meta.dirname, '..');
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/**
 * A Chromium for the tests in a browser: `CHROMIUM`, Playwright's own, or the system's; when there is none, one from
 * apt (Debian, as root) or from Playwright. Undefined, after one line that says how to get one, when that fails too.
 */
export async function findChromium(say: (line: string) => void): Promise<string | undefined> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (works(named)) return named;
    say(`CHROMIUM=${named} does not start: name another, or unset it.`);
    return undefined;
  }
  const found = firstThatWorks();
  if (found !== undefined) return found;
  const root = process.getuid?.() === 0;
  if (root && existsSync('/etc/debian_version')) {
    say('No Chromium found: installing one with apt-get.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-q'], { cwd: tests, env });
    await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { cwd: tests, env });
  }
  if (firstThatWorks() === undefined) {
    say('No Chromium found: installing one with Playwright.');
    const extra = root ? ['--with-deps'] : [];
    await runCommand(join(tests, 'node_modules/.bin/playwright'), ['install', 'chromium', '--no-shell', ...extra], { cwd: tests });
  }
  const got = firstThatWorks();
  if (got === undefined) say('No Chromium found, so the tests in a browser did not run: install one (Debian: sudo apt-get install chromium) or name it in CHROMIUM.');
  return got;
}

function firstThatWorks(): string | undefined {
  return [chromium.executablePath(), ...installed].find(works);
}

/** There, and not only a note that says where to get it, or one without the libraries that it needs. */
function works(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}
