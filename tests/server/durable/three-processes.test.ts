/**
 * Three server processes on one store. One is killed again and again, one is stopped for longer than a lease and goes on
 * without knowing it, and the clocks of two are wrong by two minutes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LEASE_MS } from '../../../server/jobs/lease';
import { type Acknowledged, bringToPublicity, stepPeople } from '../support/insistent-people';
import { expectEachTimerOnce, expectNothingLostNorTwice } from '../support/nothing-lost';
import { type Office, openOffice } from '../support/office';
import { ServerProcess } from '../support/server-process';

const CASES = 18;
const directory = mkdtempSync(join(tmpdir(), 'three-'));
const clockFile = join(directory, 'clock');
const CLOCK_ERRORS = [0, 120_000, -120_000] as const;
let office: Office;
let servers: readonly ServerProcess[];

function setClock(instant: string): void {
  writeFileSync(clockFile, String(Date.parse(instant) - Date.now()));
}

beforeAll(async () => {
  setClock('2020-06-09T09:00:00+08:00');
  // It has the store and looks at it; the work is done by the others.
  office = await openOffice();
  await office.worker.stop();
  servers = CLOCK_ERRORS.map(
    (error) =>
      new ServerProcess({
        DATA_DIR: directory,
        CLOCK_FILE: clockFile,
        CLOCK_ERROR: String(error),
        MONGODB_URI: office.mongodbUri,
      }),
  );
  await Promise.all(servers.map((server) => server.start()));
}, 120_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await office.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('nothing is lost and nothing done twice', async () => {
  const [killed, paused] = servers;
  if (killed === undefined || paused === undefined) throw new Error('no servers');
  let asked = 0;
  const people = stepPeople(() => {
    asked += 1;
    return servers[asked % servers.length]?.url ?? '';
  });
  const acknowledged: Acknowledged[] = [];
  let running = true;
  const cases = Promise.all(
    Array.from({ length: CASES }, (_, order) => bringToPublicity(order, people, acknowledged)),
  ).finally(() => {
    running = false;
  });
  const killer = (async () => {
    for (let kills = 0; running && kills < 3; kills += 1) {
      await setTimeout(300 + Math.random() * 700);
      await killed.kill();
      await killed.start();
    }
  })();
  await setTimeout(500 + Math.random() * 500);
  paused.pause();
  await setTimeout(LEASE_MS + 2_000);
  paused.resume();
  const caseIds = await cases;
  await killer;
  expect(acknowledged.length).toBeGreaterThan(CASES * 3);
  await expectNothingLostNorTwice(office, caseIds, acknowledged);

  // The story of a case is told by one clock, whichever server wrote it.
  for (const caseId of caseIds) {
    const history = await office.context.models.history
      .find({ caseId })
      .sort({ revision: 1 })
      .lean();
    const times = history.flatMap((one) => one.events.map((event) => event.at));
    expect(times.every((at, index) => index === 0 || at >= (times[index - 1] ?? 0) - 1_000)).toBe(
      true,
    );
  }

  // All timers come due at once; one server stops amid them and goes on when its leases have long gone to others.
  setClock('2020-06-14T00:00:01+08:00');
  await setTimeout(500 + Math.random() * 200);
  paused.pause();
  await setTimeout(LEASE_MS + 2_000);
  paused.resume();
  await setTimeout(1_000);
  await expectEachTimerOnce(office, caseIds);
}, 180_000);
