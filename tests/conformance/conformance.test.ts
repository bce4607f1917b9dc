/** Processes that nobody here wrote, where they lie beside the project; a checkout without them has nothing to run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const runner = resolve(root, '../shared/conformance/tools/run.mjs');
const EXPECTED_CORE_AND_SPEC = 200;

const conformanceTest = existsSync(runner) ? test : test.skip;

conformanceTest(
  'outside processes behave as their authors say',
  () => {
    const run = spawnSync(
      process.execPath,
      [
        '--import',
        'tsx',
        runner,
        '--adapter',
        resolve(root, 'tests/conformance/adapter.mjs'),
        '--tier',
        'core,spec',
      ],
      { cwd: root, encoding: 'utf8' },
    );
    const [, passed = '0'] = /(\d+) \/ \d+\s+ALL/.exec(run.stdout) ?? [];
    expect(Number(passed)).toBeGreaterThanOrEqual(EXPECTED_CORE_AND_SPEC);
  },
  180_000,
);
