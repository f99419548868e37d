import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { expect, it } from 'vitest';
import { chromiumPath } from './harness/browser.ts';

const web = resolve(import.meta.dirname, '../../apps/web');
const contract = resolve(import.meta.dirname, 'contract');

it('keeps the outbox and cache contracts over the IndexedDB of a real browser', async () => {
  const script = await bundle();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>contract</title>' }));
    await page.goto('http://localhost/contract');
    await page.addScriptTag({ content: script });
    const results = await page.evaluate(() => globalThis.runContract());
    expect(results.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(20);
  } finally {
    await browser.close();
  }
});

/** The contracts as one script, with the page's own small runner in the place of Vitest. */
async function bundle(): Promise<string> {
  const { build } = (await import(pathToFileURL(createRequire(join(web, 'package.json')).resolve('vite')).href)) as {
    build: (settings: object) => Promise<unknown>;
  };
  const outDir = mkdtempSync(join(tmpdir(), 'fieldloop-contract-'));
  try {
    await build({
      root: web, configFile: false, logLevel: 'error', publicDir: false,
      resolve: { alias: { vitest: join(contract, 'suite.ts') } },
      build: { outDir, emptyOutDir: true, minify: false, lib: { entry: join(contract, 'page.ts'), formats: ['iife'], name: 'contract', fileName: () => 'contract.js' } },
    });
    return readFileSync(join(outDir, 'contract.js'), 'utf8');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
