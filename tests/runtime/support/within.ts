import { expect } from '@jest/globals';

/** What nothing in the core may take, on a machine with other work to do; what is unbounded takes many seconds. */
const TIME_MS = 1_000;
const ATTEMPTS = 4;
const REFERENCE_MS = 40;

function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1000;
}

/** How much slower than idle the machine is at this moment, from work of a known size that allocates as rules do. */
function slowness(): number {
  const measured = cpuMs(() => {
    let kept: unknown[] = [];
    for (let index = 0; index < 600_000; index += 1) {
      if (index % 1_000 === 0) kept = [];
      kept.push({ key: `k${index % 97}`, value: [index] });
    }
    if (kept.length === 0) throw new Error('unreachable');
  });
  return Math.max(1, measured / REFERENCE_MS);
}

/** Runs what must end soon. CPU time and the best of a few, measured against the machine as it is, for it does other work. */
export function within<T>(run: () => T): T {
  let best = Infinity;
  let result: T | undefined;
  for (let attempt = 0; attempt < ATTEMPTS && best >= TIME_MS; attempt += 1) {
    const spent = cpuMs(() => {
      result = run();
    });
    best = Math.min(best, spent < TIME_MS ? spent : spent / slowness());
  }
  expect(best).toBeLessThan(TIME_MS);
  return result as T;
}
