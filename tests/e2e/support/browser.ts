import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
