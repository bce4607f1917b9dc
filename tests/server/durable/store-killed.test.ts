import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { type EmbeddedStore, keepStoreRunning } from '../../../server/embedded-store';
import { chanceOf } from '../support/chance';
import { type Acknowledged, bringToPublicity, stepPeople } from '../support/insistent-people';
import { expectNothingLostNorTwice } from '../support/nothing-lost';
import { openOffice } from '../support/office';
import { ServerProcess } from '../support/server-process';

const chance = chanceOf('store-killed');
const CASES = 12;
const KILLS = 5;
const directory = mkdtempSync(join(tmpdir(), 'store-killed-'));
const clockFile = join(directory, 'clock');
let server: ServerProcess;
let store: EmbeddedStore;

afterAll(async () => {
  await server?.kill();
  await store?.stop();
});

test('the store is killed under a server that goes on: it comes back, and nothing is lost or done twice', async () => {
  writeFileSync(clockFile, String(Date.parse('2020-06-09T09:00:00+08:00') - Date.now()));
  const events: string[] = [];
  store = await keepStoreRunning({ dataDir: join(directory, 'store') }, (event) =>
    events.push(event),
  );
  server = new ServerProcess({
    DATA_DIR: directory,
    CLOCK_FILE: clockFile,
    MONGODB_URI: store.uri,
  });
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
      await setTimeout(200 + chance() * 600);
      const { pid } = store;
      if (!running || pid === undefined) return;
      process.kill(pid, 'SIGKILL');
      kills += 1;
      while (store.pid === pid) await setTimeout(20);
    }
  })();
  const caseIds = await cases;
  await killer;
  expect(kills).toBeGreaterThanOrEqual(2);
  expect(events.filter((event) => event === 'started')).toHaveLength(kills);
  expect(server.isRunning).toBe(true);
  expect(acknowledged.length).toBeGreaterThan(CASES * 3);
  await server.kill();
  await store.stop();

  const office = await openOffice({ dataDir: directory });
  try {
    await office.at('2020-06-09T12:00:00+08:00');
    await expectNothingLostNorTwice(office, caseIds, acknowledged);
  } finally {
    await office.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}, 180_000);
