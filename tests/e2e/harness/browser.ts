import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';

/** One browser with a profile on disk: what a phone is, as far as storage goes. */
export interface Device {
  /** The folder of its profile. */
  readonly profile: string;
  readonly context: BrowserContext;
  /** The page in front. */
  page(): Promise<Page>;
  /** Waits until the browser has written a cookie to its disk, which it does within half a minute. */
  keeps(cookie: string): Promise<void>;
  /** Ends every process of the browser at once, as a phone does when it runs out of memory or battery. */
  kill(): Promise<void>;
  /** Starts the browser again on the same profile, with no page opened yet. */
  start(): Promise<void>;
  /** Starts it again and opens the app. */
  reopen(options?: { readonly offline?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface DeviceOptions {
  readonly origin: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly phone?: boolean;
  readonly locale?: string;
  /** Begins with a copy of this profile, whose browser is not running. */
  readonly copyOf?: string;
  /** Default: false. With it the worker sends as well, and neither a route of Playwright's nor being offline since the browser began holds that. */
  readonly backgroundSync?: boolean;
}

/** What every Chromium of the tests and benches is started with. */
export const browserFlags: readonly string[] = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // A page without a window in front must go on as one with it.
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
];

/** The Chromium to drive: `CHROMIUM`, Playwright's own, or the system's. */
export function chromiumPath(): string {
  const candidates = [process.env['CHROMIUM'], chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (!found) throw new Error('no Chromium found: set CHROMIUM to one, such as the package chromium of Debian');
  return found;
}

/** Opens a device, with an empty profile or a copy. */
export async function openDevice({ origin, viewport = { width: 390, height: 844 }, phone = true, locale = 'zh-CN', copyOf, backgroundSync = false }: DeviceOptions): Promise<Device> {
  const profile = mkdtempSync(join(tmpdir(), 'fieldloop-browser-'));
  if (copyOf !== undefined) cpSync(copyOf, profile, { recursive: true, filter: (path) => !isLock(path) });
  let context = await launch();

  async function launch(): Promise<BrowserContext> {
    const launched = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: [...browserFlags],
      locale,
      timezoneId: 'Asia/Shanghai',
      viewport: { ...viewport },
      hasTouch: phone,
      reducedMotion: 'reduce',
      serviceWorkers: 'allow',
    });
    if (!backgroundSync) await launched.addInitScript(() => void Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync'));
    return launched;
  }

  async function start(): Promise<void> {
    // A killed browser leaves the lock of its profile behind.
    for (const name of readdirSync(profile).filter(isLock)) rmSync(join(profile, name), { force: true });
    context = await launch();
  }

  return {
    profile,
    get context() {
      return context;
    },
    async page() {
      return context.pages()[0] ?? context.newPage();
    },
    async keeps(cookie) {
      const end = Date.now() + 60_000;
      while (!cookieFiles(profile).some((file) => file.includes(cookie))) {
        if (Date.now() > end) throw new Error(`the browser never stored ${cookie}`);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    },
    async kill() {
      const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      // Playwright gives each browser a process group of its own.
      process.kill(-browserProcess(profile), 'SIGKILL');
      await closed;
    },
    start,
    async reopen({ offline = false } = {}) {
      await start();
      await context.setOffline(offline);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(origin);
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function isLock(path: string): boolean {
  return basename(path).startsWith('Singleton');
}

function cookieFiles(profile: string): Buffer[] {
  const folders = [join(profile, 'Default'), join(profile, 'Default/Network')];
  const files = folders.flatMap((folder) => ['Cookies', 'Cookies-wal'].map((name) => join(folder, name)));
  return files.filter((file) => existsSync(file)).map((file) => readFileSync(file));
}

/** The main process of the browser that owns a profile: ours and no other. */
function browserProcess(profile: string): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const command = commandLine(entry);
    if (command.includes(`--user-data-dir=${profile}`) && !command.some((part) => part.startsWith('--type='))) return Number(entry);
  }
  throw new Error(`no browser runs on ${profile}`);
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended between the listing and the reading.
    return [];
  }
}
