import type { Browser, Page } from 'playwright-core';

/** The portal in a window of its own, as one of the demonstration people. */
export async function openPortal(
  browser: Browser,
  url: string,
  name: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(`^.?\\s*${name}`) }).click();
  await page.getByRole('link', { name: /待办/ }).first().waitFor();
  return page;
}
