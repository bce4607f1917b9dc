import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApiError, OFFLINE } from '../../runtime/portal/api/client';
import { Outbox, type OutboxItem, type OutboxStore } from '../../runtime/portal/offline/outbox';

const offline = (): ApiError => new ApiError({ code: OFFLINE, status: 0, detail: '' });
const refused = new ApiError({ code: 'VALUE-REQUIRED', status: 422, detail: '还没有填写' });

class Shelf implements OutboxStore {
  readonly items = new Map<string, OutboxItem>();
  all = async () => [...this.items.values()];
  put = async (item: OutboxItem) => void this.items.set(item.id, item);
  remove = async (id: string) => void this.items.delete(id);
}

const filled = (id: string, queuedAt: number): Parameters<Outbox['add']>[0] => ({
  id: `task/${id}`,
  kind: 'task',
  targetId: id,
  title: `普正荣 · ${id}`,
  caseNumber: 'SB1',
  caseId: 'c1',
  content: { forms: { survey: { people: 5 } }, outcome: null, opinion: null, warningReasons: {} },
  forms: [],
  context: {} as OutboxItem['context'],
  draftRevision: 3,
  queuedAt,
});

function open(shelf: Shelf, answer: (item: OutboxItem) => Promise<void>, userId = 'u1') {
  const sent: string[] = [];
  const restored: { id: string; revision: number }[] = [];
  const outbox = new Outbox({
    userId,
    store: shelf,
    send: async (item) => {
      await answer(item);
      sent.push(item.targetId);
      const done = { caseId: 'c1', caseNumber: 'SB1', caseState: 'active', next: '' };
      return { kind: 'task', answer: { ...done, nextTaskId: null } };
    },
    restore: async (item, { revision }) => void restored.push({ id: item.targetId, revision }),
    onDelivered: () => undefined,
  });
  return { outbox, sent, restored };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('what waits goes out in the order in which it was done, once each, when the line is back', async () => {
  const shelf = new Shelf();
  let hasLine = false;
  const { outbox, sent } = open(shelf, async () => {
    if (!hasLine) throw offline();
  });
  await outbox.add(filled('b', 2));
  await outbox.add(filled('a', 1));
  await jest.advanceTimersByTimeAsync(12_000);
  expect(sent).toEqual([]);
  expect(shelf.items.size).toBe(2);

  hasLine = true;
  await Promise.all([outbox.deliver(), outbox.deliver()]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['a', 'b']);
  expect(shelf.items.size).toBe(0);
  expect(outbox.current().delivered.get('task/a')?.answer.caseNumber).toBe('SB1');
  outbox.stop();
});

test('it survives the page: the next visit sends what the last one left', async () => {
  const shelf = new Shelf();
  const first = open(shelf, async () => Promise.reject(offline()));
  await first.outbox.add(filled('a', 1));
  first.outbox.stop();
  const second = open(shelf, async () => undefined);
  await second.outbox.open();
  expect(second.sent).toEqual(['a']);
  second.outbox.stop();
});

test('what the server does not take stays with its reason, and does not hold up the others', async () => {
  const shelf = new Shelf();
  const { outbox, sent } = open(shelf, async (item) => {
    if (item.targetId === 'a') throw refused;
  });
  await outbox.add(filled('a', 1));
  await outbox.add(filled('b', 2));
  await outbox.deliver();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['b']);
  expect(outbox.current().items).toMatchObject([
    { targetId: 'a', refusal: { code: 'VALUE-REQUIRED', detail: '还没有填写' } },
  ]);
  outbox.stop();
});

test('a fault of our own is shown, not tried for ever', async () => {
  const shelf = new Shelf();
  const { outbox } = open(shelf, async () => Promise.reject(new TypeError('no such thing')));
  await outbox.add(filled('a', 1));
  await outbox.deliver();
  expect(outbox.current().items[0]?.refusal?.code).toBe('PORTAL');
  outbox.stop();
});

test.each([401, 429, 500, 503])('after status %i it is tried again', async (status) => {
  const shelf = new Shelf();
  let tries = 0;
  const { outbox, sent } = open(shelf, async () => {
    tries += 1;
    if (tries < 3) throw new ApiError({ code: 'HTTP', status, detail: '' });
  });
  await outbox.add(filled('a', 1));
  await outbox.deliver();
  await jest.advanceTimersByTimeAsync(20_000);
  expect([tries, sent]).toEqual([3, ['a']]);
  outbox.stop();
});

test('taken back, it is a draft again with the revision that it had, and is not sent', async () => {
  const shelf = new Shelf();
  const { outbox, sent, restored } = open(shelf, async () => Promise.reject(offline()));
  await outbox.add(filled('a', 1));
  await outbox.takeBack('task/a');
  await jest.advanceTimersByTimeAsync(60_000);
  expect([sent, shelf.items.size, restored]).toEqual([[], 0, [{ id: 'a', revision: 3 }]]);
  outbox.stop();
});

test('discarded, nothing of it is left', async () => {
  const shelf = new Shelf();
  const { outbox, restored } = open(shelf, async () => Promise.reject(refused));
  await outbox.add(filled('a', 1));
  await outbox.deliver();
  await outbox.discard('task/a');
  expect([shelf.items.size, restored]).toEqual([0, []]);
  outbox.stop();
});

test('what another person left on this machine is neither shown nor sent', async () => {
  const shelf = new Shelf();
  const first = open(shelf, async () => Promise.reject(offline()));
  await first.outbox.add(filled('a', 1));
  first.outbox.stop();
  const second = open(shelf, async () => undefined, 'u2');
  await second.outbox.open();
  expect([second.sent, second.outbox.current().items, shelf.items.size]).toEqual([[], [], 1]);
  second.outbox.stop();
});
