import { hasErrors } from '../../runtime/kernel';
import { type LoadedPackage, loadPackage } from '../../runtime/package';
import { activeScenarios, runScenario } from '../../runtime/scenario';
import { readPackageFiles } from './read-package';

async function load(directory: string): Promise<LoadedPackage | undefined> {
  const loading = await loadPackage(await readPackageFiles(directory));
  for (const problem of loading.problems) {
    console.log(
      `${problem.severity === 'error' ? '✗' : '!'} ${problem.code} ${problem.at}\n  ${problem.message}`,
    );
  }
  if (hasErrors(loading.problems)) {
    console.log(`${loading.problems.length} 个问题`);
    return undefined;
  }
  return loading.package;
}

/** `check <dir>`: all problems of a package. */
export async function check([directory = '']: readonly string[]): Promise<number> {
  const loaded = await load(directory);
  if (loaded === undefined) return 1;
  const { manifest, forms, deployment, ledgers, scenarios, hash } = loaded;
  console.log(
    `✓ ${manifest.title} ${manifest.version}:${forms.size} 张表单,${deployment.processes.size} 个流程,` +
      `${ledgers.size} 本台账,${scenarios.length} 个场景;${hash.slice(0, 12)}`,
  );
  return 0;
}

/** `test <dir>`: runs every scenario of a package. */
export async function test([directory = '']: readonly string[]): Promise<number> {
  const loaded = await load(directory);
  if (loaded === undefined) return 1;
  const results = activeScenarios(loaded).map((scenario) => runScenario(loaded, scenario));
  for (const { key, title, suspended } of loaded.scenarios) {
    if (suspended !== undefined) console.log(`- ${key} ${title}(停用:${suspended})`);
  }
  const reached = new Set(results.flatMap((result) => result.reached));
  for (const result of results) {
    console.log(`${result.passed ? '✓' : '✗'} ${result.key} ${result.title}`);
    for (const failure of result.failures)
      console.log(`    第 ${failure.step} 步:${failure.message}`);
  }
  const nodes = [...loaded.deployment.processes.values()].flatMap((process) => [
    ...process.nodes.keys(),
  ]);
  const missed = nodes.filter((node) => !reached.has(node));
  console.log(
    `环节覆盖 ${nodes.length - missed.length}/${nodes.length}${missed.length > 0 ? `,没走到:${missed.join('、')}` : ''}`,
  );
  const failed = results.filter((result) => !result.passed).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
