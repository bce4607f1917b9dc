import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApiError, OFFLINE } from '../../runtime/portal/api/client';
import { SendingStopped, sendUntilAnswered } from '../../runtime/portal/drafts/send-until-answered';

const offline = () => new ApiError({ code: OFFLINE, status: 0, detail: '' });

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('without a line it says so each time and sends again until there is an answer', async () => {
  let tries = 0;
  let told = 0;
  const answer = sendUntilAnswered(
    async () => {
      tries += 1;
      if (tries < 3) throw offline();
      return 'done';
    },
    () => {
      told += 1;
    },
    new AbortController().signal,
    new EventTarget(),
  );
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await answer).toBe('done');
  expect([tries, told]).toEqual([3, 2]);
});

test('a refusal is an answer', async () => {
  const refusal = new ApiError({ code: 'CASE-TASK-DONE', status: 409, detail: '已办完' });
  await expect(
    sendUntilAnswered(
      async () => Promise.reject(refusal),
      () => undefined,
      new AbortController().signal,
      new EventTarget(),
    ),
  ).rejects.toBe(refusal);
});

test('taken back while it waits, it is not sent again', async () => {
  let tries = 0;
  const stop = new AbortController();
  const answer = sendUntilAnswered(
    async () => {
      tries += 1;
      throw offline();
    },
    () => undefined,
    stop.signal,
    new EventTarget(),
  );
  const settled = expect(answer).rejects.toBeInstanceOf(SendingStopped);
  await jest.advanceTimersByTimeAsync(100);
  stop.abort();
  await settled;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(1);
});

test('it does not wait out its pause when the line comes back', async () => {
  const line = new EventTarget();
  let tries = 0;
  const answer = sendUntilAnswered(
    async () => {
      tries += 1;
      if (tries === 1) throw offline();
      return 'done';
    },
    () => undefined,
    new AbortController().signal,
    line,
  );
  await jest.advanceTimersByTimeAsync(10);
  line.dispatchEvent(new Event('online'));
  expect(await answer).toBe('done');
});
