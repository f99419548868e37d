import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { browserFlags, chromiumPath } from '../../../e2e/harness/browser.ts';
import { bundledPage } from '../bundle.ts';
import { startClock, type Server } from '../peer.ts';
import './browser-page.ts';

/** What a page does, in seconds, after what it does before the clock starts. */
interface BrowserWork {
  readonly prepare?: (page: Page) => Promise<void>;
  readonly run: (page: Page) => Promise<number>;
}

/** Lets the page of an engine do its work in a Chromium of its own, with an empty profile, at its server's own origin. */
export async function inBrowser(engine: string, server: Server, query: string, { prepare, run }: BrowserWork): Promise<number> {
  const files = new Map([
    ['index.html', { contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/__page/page.js"></script>' }],
    ['page.js', { contentType: 'text/javascript', body: await bundledPage(join(import.meta.dirname, `${engine}-page.ts`)) }],
  ]);
  // A page that did not come over the network counts as a stranger to it, and could open no WebSocket on this machine.
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...browserFlags, '--disable-features=LocalNetworkAccessChecks'] });
  try {
    const page = await browser.newPage();
    await page.route('**/__page/*', (route) => route.fulfill(files.get(new URL(route.request().url()).pathname.slice('/__page/'.length)) ?? { status: 404 }));
    await page.goto(`http://localhost:${server.port}/__page/index.html${query}`);
    await page.waitForFunction(() => window.measures !== undefined);
    // What is intercepted goes by way of this process: nothing is, while it is measured.
    await page.unrouteAll();
    await prepare?.(page);
    startClock();
    return await run(page);
  } finally {
    await browser.close();
  }
}
