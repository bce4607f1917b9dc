import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { noBrowser, openBrowser, openWindow } from '../e2e/support/browser';
import { Office } from '../e2e/support/office';
import { openPortal } from '../e2e/support/portal';
import { type TestServer, startTestServer } from '../e2e/support/server';
import type { BenchRow } from './row';
import { percentile } from './support/requests';

const DESK = { width: 1440, height: 900 };
/** A cheap phone is some four times slower than a desk machine. */
const SLOWER = 4;
const VISITS = 7;
const KEYSTROKES = 120;
const ROWS = 200;
const ROUNDS = 100;
const SETTLING_ROUNDS = 20;

/** The portal in a real Chromium, its processor slowed down. */
export async function browserBench(): Promise<BenchRow[]> {
  if (noBrowser !== undefined) {
    console.log(`browser: not measured, ${noBrowser}`);
    return [];
  }
  const [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
  try {
    const bench = await BrowserBench.on(server, browser);
    return [
      await bench.firstLoad(),
      ...(await bench.openForm()),
      ...(await bench.typing()),
      await bench.heap(),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

class BrowserBench {
  private constructor(
    private readonly server: TestServer,
    private readonly browser: Browser,
    private readonly office: Office,
    private readonly taskId: string,
  ) {}

  /** With a case at its survey: annex 3-1 and 3-2, to be filled by the team in the village. */
  static async on(server: TestServer, browser: Browser): Promise<BrowserBench> {
    const office = new Office(server);
    const { caseId } = await office.apply();
    await office.bringTo(caseId, 't_survey');
    const taskId = await office.taskOf('wangjianguo', caseId, 't_survey');
    return new BrowserBench(server, browser, office, taskId);
  }

  /** Scripts before a form is opened, as gzip packs them. */
  async firstLoad(): Promise<BenchRow> {
    const page = await openWindow(this.browser);
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        sizes.push(response.body().then((body) => gzipSync(body).length / 1024));
    });
    await page.goto(this.server.url);
    await page.getByRole('button', { name: /^.?\s*王建国/ }).click();
    await page.getByRole('heading', { name: /王建国，/ }).waitFor();
    await page.waitForLoadState('networkidle');
    const weighed = await Promise.all(sizes);
    await page.context().close();
    return {
      name: 'browser: script before a form is opened',
      value: weighed.reduce((sum, one) => sum + one, 0),
      unit: 'KB',
      note: 'target 350, gzip',
    };
  }

  /** From the navigation to the first input of annex 3-1 that takes a keystroke. */
  async openForm(): Promise<BenchRow[]> {
    const page = await this.enter();
    const times: number[] = [];
    for (let visit = 0; visit <= VISITS; visit += 1) {
      const ready = await this.timeToForm(page);
      // The first visit fetches what later ones have.
      if (visit > 0) times.push(ready);
    }
    const first = await this.timeToForm(await this.enter({ empty: true }));
    await page.context().close();
    return [
      {
        name: 'browser: annex 3-1 interactive, again',
        value: percentile(times, 0.5),
        unit: 'ms',
        note: `target 1500; CPU ${SLOWER} times slower; p95 ${percentile(times, 0.95).toFixed(0)}`,
      },
      {
        name: 'browser: annex 3-1 interactive, nothing cached',
        value: first,
        unit: 'ms',
        note: `CPU ${SLOWER} times slower, a fast line`,
      },
    ];
  }

  /** Keystrokes in a form with a table of many rows: in the form, and in a row that is open. */
  async typing(): Promise<BenchRow[]> {
    await this.fillRows();
    const page = await this.enter();
    await page.goto(`${this.server.url}/tasks/${this.taskId}`);
    const survey = page.locator('[data-form="survey"]');
    await survey.waitFor();
    await survey
      .locator('tbody tr')
      .nth(ROWS - 1)
      .waitFor();
    const text = survey.locator('textarea').last();
    const beside = await this.typeInto(page, text);
    await survey
      .getByRole('button', { name: /^(编辑|修改) 1$/ })
      .first()
      .click();
    const inRow = await this.typeInto(page, page.locator('.ant-drawer input[type="text"]').first());
    await page.context().close();
    const row = (name: string, times: readonly number[]): BenchRow => ({
      name: `browser: keystroke to paint, p95, ${name}`,
      value: percentile(times, 0.95),
      unit: 'ms',
      note: `target 50; CPU ${SLOWER} times slower; median ${percentile(times, 0.5).toFixed(0)}`,
    });
    return [row(`beside ${ROWS} rows`, beside), row('in one of them', inRow)];
  }

  /** What a hundred forms that were opened and left leave behind. */
  async heap(): Promise<BenchRow> {
    const page = await openPortal(this.browser, this.server.url, '王建国', DESK);
    const tools = await page.context().newCDPSession(page);
    for (let round = 0; round < SETTLING_ROUNDS; round += 1) await this.openAndLeave(page);
    const before = await usedHeap(tools);
    for (let round = 0; round < ROUNDS; round += 1) await this.openAndLeave(page);
    const after = await usedHeap(tools);
    await page.context().close();
    return {
      name: `browser: heap after ${ROUNDS} opened and closed forms`,
      value: (after - before) / 1024 / 1024,
      unit: 'MB',
      note: `target 5 more; ${(before / 1024 / 1024).toFixed(0)} MB before`,
    };
  }

  private async openAndLeave(page: Page): Promise<void> {
    await page.evaluate((path) => {
      history.pushState({}, '', path);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, `/tasks/${this.taskId}`);
    await page.locator('[data-form="survey"]').waitFor();
    await page.getByRole('link', { name: '回到待办' }).click();
    await page.getByRole('list', { name: '待办' }).waitFor();
  }

  private async enter({ empty = false } = {}): Promise<Page> {
    const page = await openPortal(this.browser, this.server.url, '王建国', DESK);
    const tools = await page.context().newCDPSession(page);
    if (empty) {
      await page.evaluate(async () => {
        for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
        for (const name of await caches.keys()) await caches.delete(name);
      });
      await tools.send('Network.clearBrowserCache');
    }
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(() => {
      const look = new MutationObserver(() => {
        const input = document.querySelector<HTMLElement>(
          '[data-form="survey"] :is(input, textarea)',
        );
        if (input === null) return;
        look.disconnect();
        // Behind the frame in which it is painted and a task that everything pending goes before.
        requestAnimationFrame(() => {
          setTimeout(() => Object.assign(window, { formReadyAt: performance.now() }));
        });
      });
      look.observe(document, { childList: true, subtree: true });
    });
    return page;
  }

  private async timeToForm(page: Page): Promise<number> {
    await page.goto(`${this.server.url}/tasks/${this.taskId}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'formReadyAt' in window);
    return page.evaluate(() => (window as unknown as { formReadyAt: number }).formReadyAt);
  }

  private async fillRows(): Promise<void> {
    const { forms } = await this.office.call<{
      forms: { variable: string; values: Record<string, unknown> }[];
    }>('wangjianguo', 'GET', `/tasks/${this.taskId}`);
    const survey = forms.find((form) => form.variable === 'survey')?.values ?? {};
    const [member = {}] = survey['members'] as Record<string, unknown>[];
    const members = Array.from({ length: ROWS }, (_, index) => ({
      ...member,
      name: `成员${index + 1}`,
    }));
    await this.office.call('wangjianguo', 'PUT', `/tasks/${this.taskId}/draft`, {
      revision: 0,
      forms: { survey: { ...survey, members } },
      outcome: null,
      opinion: null,
      warningReasons: {},
    });
  }

  /** @returns milliseconds from each keystroke to the frame that shows it */
  private async typeInto(page: Page, input: ReturnType<Page['locator']>): Promise<number[]> {
    await input.click();
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { keyTimes: times });
      addEventListener(
        'keydown',
        () => {
          const began = performance.now();
          requestAnimationFrame(() => {
            // A message is handled after the frame has been painted.
            const channel = new MessageChannel();
            channel.port1.onmessage = () => times.push(performance.now() - began);
            channel.port2.postMessage(null);
          });
        },
        { capture: true },
      );
    });
    for (let key = 0; key < KEYSTROKES; key += 1) {
      await page.keyboard.press('a');
      await page.waitForFunction(
        (count) => (window as unknown as { keyTimes: number[] }).keyTimes.length >= count,
        key + 1,
      );
    }
    return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
  }
}

async function usedHeap(tools: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize;
}
