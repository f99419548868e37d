import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/**
 * A Chromium for the tests in a browser: `CHROMIUM`, Playwright's own, the system's, or on Debian as root one from apt.
 * Undefined, after one line that says how to get one, when there is none.
 */
export function findChromium(say: (line: string) => void): string | undefined {
  const named = process.env['CHROMIUM'];
  const found = [named, chromium.executablePath(), ...installed].find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('No Chromium found: installing one with apt-get.');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit' });
    if (existsSync(installed[0] ?? '')) return installed[0];
  }
  say('No Chromium found: install one (Debian: sudo apt-get install chromium; others: npx playwright install chromium) or name it in CHROMIUM.');
  return undefined;
}
