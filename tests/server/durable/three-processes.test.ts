/**
 * Three server processes on one store. One is killed again and again, one is stopped for longer than a lease and goes on
 * without knowing it, and the clocks of two are wrong by two minutes.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LEASE_MS } from '../../../server/jobs/lease';
import { type Cluster, openCluster } from '../support/cluster';
import { chanceOf } from '../support/chance';
import { type Acknowledged, bringToPublicity, stepPeople } from '../support/insistent-people';
import { expectEachTimerOnce, expectNothingLostNorTwice } from '../support/nothing-lost';

const chance = chanceOf('three processes');
const CASES = 18;
let cluster: Cluster;

beforeAll(async () => {
  cluster = await openCluster({
    at: '2020-06-09T09:00:00+08:00',
    clockErrors: [0, 120_000, -120_000],
  });
}, 120_000);
afterAll(() => cluster.stop(), 60_000);

test('nothing is lost and nothing done twice', async () => {
  const { office, servers } = cluster;
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
      await setTimeout(300 + chance() * 700);
      await killed.kill();
      await killed.start();
    }
  })();
  await setTimeout(500 + chance() * 500);
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
  cluster.setClock('2020-06-14T00:00:01+08:00');
  await setTimeout(500 + chance() * 200);
  paused.pause();
  await setTimeout(LEASE_MS + 2_000);
  paused.resume();
  await setTimeout(1_000);
  await expectEachTimerOnce(office, caseIds);
}, 180_000);
