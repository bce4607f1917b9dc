/** Photos of a survey: what a camera gives is made smaller, carries the time at which it was taken, and can be looked at. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { buildWebApps } from '../../../server/build-web';
import { type Office, openOffice, root } from '../../server/support/office';
import { apply, completionFor, openTask, workedExample } from '../../server/support/walk';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { openPortal } from '../support/portal';

let office: Office;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
}, 120_000);

afterAll(async () => {
  await closeBrowser(browser, 'photo');
  await office?.stop();
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

/** A case of S1 that waits for its survey. @returns the survey's task */
async function surveyTask(): Promise<string> {
  const { start, steps } = workedExample('s1');
  await office.at(start.at);
  const clerk = await office.logIn('zhanghui');
  const caseId = await apply(clerk, start.startEvent, start.forms['application'] ?? {});
  const accept = await openTask(clerk, caseId, 't_accept');
  const step = steps.find((one) => one.complete === 't_accept') ?? {};
  const body = await completionFor(clerk, accept?.id ?? '', step);
  await clerk.get('completeTask', { params: { taskId: accept?.id ?? '' }, body });
  const team = await office.logIn('wangjianguo');
  return (await openTask(team, caseId, 't_survey'))?.id ?? '';
}

/** A wide grey picture, as a camera would give it: 4,000 × 3,000. */
function picture(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4_000, height: 3_000 });
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = '#808080';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
}

/** How large a picture of the server is, and how much of its lower left is not grey. */
function lookAt(page: Page, address: string) {
  return page.evaluate(async (src) => {
    const reply = await fetch(src);
    const bitmap = await createImageBitmap(await reply.clone().blob());
    const canvas = Object.assign(document.createElement('canvas'), {
      width: bitmap.width,
      height: bitmap.height,
    });
    const pen = canvas.getContext('2d');
    pen?.drawImage(bitmap, 0, 0);
    const marked = (x: number, y: number, width: number, height: number): number => {
      const data = pen?.getImageData(x, y, width, height).data ?? new Uint8ClampedArray();
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (Math.abs((data[at] ?? 0) - 0x80) > 40) found += 1;
      return found;
    };
    const { width, height } = bitmap;
    return {
      type: reply.headers.get('content-type'),
      width,
      height,
      stamped: marked(0, height - 80, width / 2, 80),
      elsewhere: marked(0, 0, width, height / 2),
    };
  }, address);
}

browserTest(
  'a photo of 12 million pixels is sent as 1,600 × 1,200 with its time, shown small, and taken out again',
  async () => {
    const taskId = await surveyTask();
    const page = await openPortal(browser, office.url, '王建国', { width: 390, height: 844 });
    await page.goto(`${office.url}/tasks/${taskId}`);
    const photos = page
      .locator('[data-form="survey"] [data-place="photos"], [data-form="survey"] .banshi-photos')
      .last();
    await photos.waitFor();
    const buffer = Buffer.from(await picture(page), 'base64');
    const file = { name: '房屋.jpg', mimeType: 'image/jpeg', buffer };
    await photos.locator('input[type="file"]').first().setInputFiles(file);
    const image = photos.getByRole('img', { name: '照片 1' });
    await image.waitFor();
    await photos.getByText('已有 1 张，最多 9 张').waitFor();

    const address = (await image.getAttribute('src')) ?? '';
    expect(address).toMatch(/^\/api\/files\//);
    const seen = await lookAt(page, address);
    expect(seen).toMatchObject({ type: 'image/jpeg', width: 1_600, height: 1_200, elsewhere: 0 });
    expect(seen.stamped).toBeGreaterThan(500);

    // The album takes several at once, and one can be taken out again.
    await photos.locator('input[type="file"]').last().setInputFiles([file, file]);
    await photos.getByRole('img', { name: '照片 3' }).waitFor();
    await photos.getByRole('button', { name: '删除 照片 2' }).click();
    await photos.getByText('已有 2 张，最多 9 张').waitFor();
  },
  120_000,
);
