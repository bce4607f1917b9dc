import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { chanceOf } from '../support/chance';
import { type Acknowledged, bringToPublicity, stepPeople } from '../support/insistent-people';
import { expectEachTimerOnce, expectNothingLostNorTwice } from '../support/nothing-lost';
import { openOffice } from '../support/office';
import { ServerProcess } from '../support/server-process';

const chance = chanceOf('kill');
const CASES = 20;
const KILLS = 6;
const directory = mkdtempSync(join(tmpdir(), 'kill-'));
const clockFile = join(directory, 'clock');
const server = new ServerProcess({ DATA_DIR: directory, CLOCK_FILE: clockFile });

afterAll(() => server.kill());

test('kill -9 at random moments while 20 cases run loses nothing acknowledged and does nothing twice', async () => {
  writeFileSync(clockFile, String(Date.parse('2020-06-09T09:00:00+08:00') - Date.now()));
  await server.start();
  const people = stepPeople(() => server.url);
  const acknowledged: Acknowledged[] = [];
  let running = true;
  let kills = 0;
  const cases = Promise.all(
    Array.from({ length: CASES }, (_, order) => bringToPublicity(order, people, acknowledged)),
  ).finally(() => {
    running = false;
  });
  const killer = (async () => {
    while (running && kills < KILLS) {
      await setTimeout(100 + chance() * 500);
      if (!running) return;
      await server.kill();
      kills += 1;
      await server.start();
    }
  })();
  const caseIds = await cases;
  await killer;
  await server.kill();
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(acknowledged.length).toBeGreaterThan(CASES * 3);

  const office = await openOffice({ dataDir: directory });
  try {
    const timers = await office.context.models.timers.find({ elementId: 'ev_publicity' }).lean();
    expect(timers.map((timer) => timer.caseId).toSorted()).toEqual(caseIds.toSorted());
    await office.at('2020-06-09T12:00:00+08:00');
    await expectNothingLostNorTwice(office, caseIds, acknowledged);
    await office.at('2020-06-14T00:00:01+08:00');
    await expectEachTimerOnce(office, caseIds);
  } finally {
    await office.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}, 180_000);
