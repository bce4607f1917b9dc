import { browserBench } from './browser';
import { engineBench } from './engine';
import { expressionBench } from './expression';
import { formsBench } from './forms';
import { httpBench } from './http';
import { importBench } from './import';
import { storeBench } from './store';
import { timersBench } from './timers';
import type { BenchRow } from './row';

/** One line each; the name on the command line chooses one: `npm run bench -- http`. */
const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  expression: expressionBench,
  engine: engineBench,
  forms: formsBench,
  store: storeBench,
  http: httpBench,
  timers: timersBench,
  import: importBench,
  browser: browserBench,
};

const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const row of await run()) {
    const value = row.value >= 100 ? row.value.toFixed(0) : row.value.toPrecision(3);
    console.log(
      `${row.name.padEnd(48)} ${value.padStart(10)} ${row.unit.padEnd(6)} ${row.note ?? ''}`,
    );
  }
}
process.exit(0);
