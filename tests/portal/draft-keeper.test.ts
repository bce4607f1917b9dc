import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { SaveDraftRequest } from '../../runtime/contract';
import { ApiError, OFFLINE } from '../../runtime/portal/api/client';
import {
  type DraftContent,
  DraftKeeper,
  type LocalCopy,
  type LocalStore,
  lastSaveOf,
  stillNeeded,
} from '../../runtime/portal/drafts/draft-keeper';

/** The person's machine: holds copies in memory, as IndexedDB does on disk. */
class MachineStore implements LocalStore {
  readonly copies = new Map<string, LocalCopy>();
  get = async (key: string) => this.copies.get(key);
  put = async (key: string, copy: LocalCopy) => {
    this.copies.set(key, copy);
  };
  remove = async (key: string) => {
    this.copies.delete(key);
  };
}

const T0 = Date.parse('2020-06-03T10:32:00+08:00');

function filled(name: string): DraftContent {
  return {
    forms: { application: { headName: name } },
    outcome: null,
    opinion: null,
    warningReasons: {},
  };
}

function keeperWith(
  save: (body: SaveDraftRequest) => Promise<{ revision: number; savedAt: number }>,
) {
  const store = new MachineStore();
  const keeper = new DraftKeeper({
    key: 'u1/matter/d1',
    revision: 3,
    savedAt: null,
    store,
    save,
    currentRevision: async () => 8,
    now: () => T0,
    delayMs: 1000,
    retryMs: 5000,
  });
  return { keeper, store };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('what is typed is on the machine at once and on the server after a pause, in one save', async () => {
  const bodies: SaveDraftRequest[] = [];
  const { keeper, store } = keeperWith(async (body) => {
    bodies.push(body);
    return { revision: 4, savedAt: T0 + 1000 };
  });
  keeper.change(filled('普'));
  keeper.change(filled('普正荣'));
  await jest.advanceTimersByTimeAsync(999);
  expect(store.copies.get('u1/matter/d1')?.content).toEqual(filled('普正荣'));
  expect(bodies).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(bodies.map((body) => [body.revision, body.forms['application']?.['headName']])).toEqual([
    [3, '普正荣'],
  ]);
  expect(keeper.current()).toEqual({ kind: 'saved', at: T0 + 1000 });
});

test('nothing stays on the machine once the server has it', async () => {
  const { keeper, store } = keeperWith(async () => ({ revision: 4, savedAt: T0 }));
  keeper.change(filled('普正荣'));
  await keeper.flush();
  await jest.advanceTimersByTimeAsync(0);
  expect(store.copies.size).toBe(0);
});

test('without a line the copy stays, and is sent when the line is back', async () => {
  let online = false;
  const { keeper, store } = keeperWith(async () => {
    if (!online) throw new ApiError({ code: OFFLINE, status: 0, detail: '' });
    return { revision: 4, savedAt: T0 + 9000 };
  });
  keeper.change(filled('普正荣'));
  await jest.advanceTimersByTimeAsync(1000);
  expect(keeper.current().kind).toBe('offline');
  expect(store.copies.size).toBe(1);
  online = true;
  await jest.advanceTimersByTimeAsync(5000);
  expect(keeper.current()).toEqual({ kind: 'saved', at: T0 + 9000 });
});

test('typing on while a save runs is saved after it, with the new revision', async () => {
  const revisions: number[] = [];
  let finish: () => void = () => undefined;
  const { keeper } = keeperWith(async (body) => {
    revisions.push(body.revision);
    if (revisions.length === 1) await new Promise<void>((resolve) => (finish = resolve));
    return { revision: body.revision + 1, savedAt: T0 };
  });
  keeper.change(filled('普'));
  await jest.advanceTimersByTimeAsync(1000);
  keeper.change(filled('普正荣'));
  await jest.advanceTimersByTimeAsync(1000);
  expect(revisions).toEqual([3]);
  finish();
  await jest.advanceTimersByTimeAsync(0);
  expect(revisions).toEqual([3, 4]);
});

test('a draft changed elsewhere is a conflict that only the person settles', async () => {
  const revisions: number[] = [];
  const { keeper, store } = keeperWith(async (body) => {
    revisions.push(body.revision);
    if (body.revision < 8) throw new ApiError({ code: 'DRAFT-CONFLICT', status: 409, detail: '' });
    return { revision: 9, savedAt: T0 };
  });
  keeper.change(filled('普正荣'));
  await jest.advanceTimersByTimeAsync(1000);
  expect(keeper.current().kind).toBe('conflict');
  keeper.change(filled('普正荣二'));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(revisions).toEqual([3]);
  expect(store.copies.get('u1/matter/d1')?.content).toEqual(filled('普正荣二'));
  await keeper.overwrite();
  expect(revisions).toEqual([3, 8]);
  expect(keeper.current().kind).toBe('saved');
});

test('a sent draft leaves nothing on the machine and is not saved again', async () => {
  let saves = 0;
  const { keeper, store } = keeperWith(async () => {
    saves += 1;
    return { revision: 4, savedAt: T0 };
  });
  keeper.change(filled('普正荣'));
  await keeper.close();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(store.copies.size).toBe(0);
  expect(saves).toBe(0);
});

test('while it is being sent nothing is saved beside it; taken back, saving goes on', async () => {
  const revisions: number[] = [];
  const { keeper } = keeperWith(async (body) => {
    revisions.push(body.revision);
    return { revision: body.revision + 1, savedAt: T0 };
  });
  keeper.change(filled('普正荣'));
  keeper.hold();
  await jest.advanceTimersByTimeAsync(60_000);
  await keeper.flush();
  expect(revisions).toEqual([]);
  keeper.resume();
  await jest.advanceTimersByTimeAsync(1000);
  expect(revisions).toEqual([3]);
});

test('a screen that went away saves once more and then stays silent, even when that failed', async () => {
  let saves = 0;
  const { keeper, store } = keeperWith(async () => {
    saves += 1;
    throw new ApiError({ code: 'HTTP-UNAUTHENTICATED', status: 401, detail: '' });
  });
  keeper.change(filled('普正荣'));
  keeper.leave();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(saves).toBe(1);
  expect(store.copies.get('u1/matter/d1')?.content).toEqual(filled('普正荣'));
});

test('who opens the draft again can wait for the save that is still under way', async () => {
  let finish: () => void = () => undefined;
  const { keeper } = keeperWith(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    return { revision: 4, savedAt: T0 };
  });
  keeper.change(filled('普正荣'));
  keeper.leave();
  const last = lastSaveOf('u1/matter/d1');
  expect(last).toBeDefined();
  finish();
  await last;
  expect(lastSaveOf('u1/matter/d1')).toBeUndefined();
});

test('a copy that the server has in the same words, whatever the order of its keys, is not needed', () => {
  const copy: LocalCopy = {
    content: {
      forms: { application: { headName: '普正荣', phone: '13887312345' } },
      outcome: null,
      opinion: null,
      warningReasons: {},
    },
    savedAt: T0,
    revision: 3,
  };
  const same = { application: { phone: '13887312345', headName: '普正荣' } };
  expect(stillNeeded(copy, { forms: same, opinion: '' })).toBeNull();
  expect(stillNeeded(copy, { forms: same, opinion: '同意' })).toBe(copy);
  expect(stillNeeded(copy, { forms: { application: {} }, opinion: null })).toBe(copy);
  expect(stillNeeded(copy, null)).toBe(copy);
});
