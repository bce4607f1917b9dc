import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Cluster, openCluster } from '../support/cluster';
import { type Acknowledged, bringToPublicity, stepPeople } from '../support/insistent-people';
import { expectEachTimerOnce, expectNothingLostNorTwice } from '../support/nothing-lost';
import { type UnsteadyLine, openUnsteadyLine } from '../support/unsteady-line';

const CASES = 8;
let line: UnsteadyLine;
let cluster: Cluster;

beforeAll(async () => {
  cluster = await openCluster({
    at: '2020-06-09T09:00:00+08:00',
    clockErrors: [0, 0],
    async storeUri(uri) {
      line = await openUnsteadyLine(uri);
      return line.uri;
    },
  });
}, 120_000);
afterAll(async () => {
  await cluster.stop();
  await line.stop();
}, 60_000);

test('a line to the store that breaks again and again loses nothing and does nothing twice', async () => {
  const { office, servers } = cluster;
  line.shake();
  let asked = 0;
  const people = stepPeople(() => {
    asked += 1;
    return servers[asked % servers.length]?.url ?? '';
  });
  const acknowledged: Acknowledged[] = [];
  const caseIds = await Promise.all(
    Array.from({ length: CASES }, (_, order) => bringToPublicity(order, people, acknowledged)),
  );
  expect(line.drops).toBeGreaterThan(3);
  cluster.setClock('2020-06-14T00:00:01+08:00');
  await expectEachTimerOnce(office, caseIds);
  line.steady();
  await expectNothingLostNorTwice(office, caseIds, acknowledged);
}, 180_000);
