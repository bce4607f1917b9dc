import type { Browser, Page } from 'playwright-core';
import { openWindow } from './browser';

/** The step has been done; if not, the failure says what the page shows instead. */
export async function sent(page: Page): Promise<void> {
  try {
    await page.getByRole('heading', { name: '办好了' }).waitFor();
  } catch (cause) {
    throw new Error(`not sent; the page says:\n${await page.locator('body').innerText()}`, {
      cause,
    });
  }
}

/** The portal in a window of its own, as one of the demonstration people. */
export async function openPortal(
  browser: Browser,
  url: string,
  name: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await openWindow(browser, { viewport });
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(`^.?\\s*${name}`) }).click();
  await page.getByRole('link', { name: /待办/ }).first().waitFor();
  return page;
}
