/** Draws the PNG icons from `public/icon.svg`. Run after changing the drawing: `node scripts/icons.ts CHROMIUM`. */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';

const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const folder = new URL('../public/', import.meta.url);
const drawing = await readFile(new URL('icon.svg', folder), 'utf8');
// A maskable icon is cut to any shape by the phone: the ground fills the square.
const maskable = drawing.replace('rx="112" ', '');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const [name, size, svg] of [
  ['icon-180', 180, maskable],
  ['icon-192', 192, drawing],
  ['icon-512', 512, drawing],
  ['icon-maskable-512', 512, maskable],
] as const) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await writeFile(new URL(`${name}.png`, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
