import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type ScriptStep, runScript } from '../../runtime/engine';
import { compileProcesses } from '../../runtime/bpmn';

const USAGE = '用法：npm run banshi -- run <文件.bpmn> --script <步骤.json> [--process <编号>]';

/** Walks one process of a file through a script, without storage, and prints what happened as JSON. */
export async function run(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { script: { type: 'string' }, process: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || values.script === undefined) {
    console.error(USAGE);
    return 2;
  }
  const compiled = await compileProcesses([
    { path: basename(path), xml: readFileSync(path, 'utf8') },
  ]);
  for (const problem of compiled.problems) {
    console.error(`${problem.severity} ${problem.code} ${problem.at} ${problem.message}`);
  }
  if (compiled.deployment === undefined) return 1;
  const steps = JSON.parse(readFileSync(values.script, 'utf8')) as readonly ScriptStep[];
  const trace = runScript(compiled.deployment, steps, values.process);
  console.log(JSON.stringify(trace, null, 2));
  return trace.rejection === undefined ? 0 : 1;
}
