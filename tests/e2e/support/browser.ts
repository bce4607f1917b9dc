import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Where a Chromium is, if the machine has one. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

/** Why browser tests do not run here; undefined where they do. */
export const noBrowser =
  chromiumPath === undefined ? 'no Chromium found: install it or set CHROMIUM_PATH' : undefined;

export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(noBrowser);
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const desk = { width: 1440, height: 900 };

/**
 * A window of somebody's own, of a person who asked their machine for less movement: what is pressed while it still
 * glides into its place may be missed.
 */
export async function openWindow(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: desk,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** Closes the browser; with BANSHI_SCREENSHOTS set, first keeps a picture of every window as it was left. */
export async function closeBrowser(browser: Browser | undefined, name: string): Promise<void> {
  const directory = process.env['BANSHI_SCREENSHOTS'];
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  if (directory !== undefined) {
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: `${directory}/${name}-${index}.png`, fullPage: true });
    }
  }
  await browser?.close();
}
