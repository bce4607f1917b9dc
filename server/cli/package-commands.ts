import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrors } from '../../runtime/kernel';
import {
  type LoadedPackage,
  loadPackage,
  packageDifferences,
  packageSchemas,
} from '../../runtime/package';
import { activeScenarios, runScenario } from '../../runtime/scenario';
import { packFiles, unpackFiles, writePackage } from './package-archive';
import { readPackageFiles } from './read-package';

type Command = (args: readonly string[]) => Promise<number>;

/** The command was not called as it can be. */
export class UsageError extends Error {}

async function filesOf(path: string): Promise<ReadonlyMap<string, string>> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`没有找到 ${path}。`);
  return found.isDirectory()
    ? readPackageFiles(path)
    : new Map(Object.entries(unpackFiles(await readFile(path)).files));
}

function required(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new UsageError(`缺少${what}。`);
  return value;
}

async function load(path: string | undefined): Promise<LoadedPackage | undefined> {
  return loadFiles(await filesOf(required(path, '包的目录')));
}

async function loadFiles(files: ReadonlyMap<string, string>): Promise<LoadedPackage | undefined> {
  const loading = await loadPackage(files);
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
const check: Command = async ([directory]) => {
  const loaded = await load(directory);
  if (loaded === undefined) return 1;
  const { manifest, forms, deployment, ledgers, scenarios, hash } = loaded;
  console.log(
    `✓ ${manifest.title} ${manifest.version}：${forms.size} 张表单，${deployment.processes.size} 个流程，` +
      `${ledgers.size} 本台账，${scenarios.length} 个场景；${hash.slice(0, 12)}`,
  );
  return 0;
};

/** `test <dir> [scenario…]`: runs the scenarios of a package. */
const test: Command = async ([directory, ...keys]) => {
  const loaded = await load(directory);
  if (loaded === undefined) return 1;
  const unknown = keys.find((key) => loaded.scenarios.every((one) => one.key !== key));
  if (unknown !== undefined) throw new UsageError(`没有场景 ${unknown}。`);
  const results = activeScenarios(loaded)
    .filter((scenario) => keys.length === 0 || keys.includes(scenario.key))
    .map((scenario) => runScenario(loaded, scenario));
  for (const { key, title, suspended } of loaded.scenarios) {
    if (suspended !== undefined) console.log(`- ${key} ${title}（停用：${suspended}）`);
  }
  const reached = new Set(results.flatMap((result) => result.reached));
  for (const result of results) {
    console.log(`${result.passed ? '✓' : '✗'} ${result.key} ${result.title}`);
    for (const failure of result.failures)
      console.log(`    第 ${failure.step} 步：${failure.message}`);
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
};

/** `diff <a> <b>`: what changed from one version to the other. */
const diff: Command = async ([one, other]) => {
  const before = await load(required(one, '旧版本'));
  const after = await load(required(other, '新版本'));
  if (before === undefined || after === undefined) return 1;
  const signs = { added: '+', removed: '-', changed: '~' };
  const differences = packageDifferences(before, after);
  let path = '';
  for (const difference of differences) {
    if (difference.path !== path) console.log(difference.path);
    path = difference.path;
    console.log(`  ${signs[difference.kind]} ${difference.sentence}`);
  }
  console.log(differences.length === 0 ? '没有差别' : `${differences.length} 处差别`);
  return 0;
};

/** `pack <dir> [file]`: one file of a package without errors. */
const pack: Command = async ([directory, file]) => {
  const loaded = await load(directory);
  if (loaded === undefined) return 1;
  const { key, version, title } = loaded.manifest;
  const target = file ?? `${key}-${version}.banshi`;
  const bytes = packFiles(key, version, loaded.files);
  await writeFile(target, bytes);
  console.log(
    `✓ ${title} ${version} → ${target}(${Math.ceil(bytes.length / 1024)} KB,${loaded.hash.slice(0, 12)})`,
  );
  return 0;
};

/** `import <file> [dir]`: checks a packed package and lays it out as a folder that is not there yet. */
const importPackage: Command = async ([file, directory]) => {
  const path = required(file, '包文件');
  if ((await stat(path).catch(() => null)) === null) throw new UsageError(`没有找到 ${path}。`);
  const archive = unpackFiles(await readFile(path));
  const loaded = await loadFiles(new Map(Object.entries(archive.files)));
  if (loaded === undefined) return 1;
  const target = directory ?? join('definitions', loaded.manifest.key);
  await writePackage(target, archive.files);
  console.log(`✓ ${loaded.manifest.title} ${loaded.manifest.version} → ${target}`);
  return 0;
};

/** `schemas [dir] [--check]`: writes the JSON Schemas of package files, or says whether they are current. */
const schemas: Command = async (args) => {
  const directory = args.find((one) => !one.startsWith('--')) ?? join('definitions', 'schemas');
  const files = Object.entries(packageSchemas()).map(
    ([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  if (args.includes('--check')) {
    const known = await readdir(directory).catch(() => []);
    const stale: string[] = known.filter((name) => files.every(([file]) => file !== name));
    for (const [name, text] of files) {
      if ((await readFile(join(directory, name), 'utf8').catch(() => null)) !== text)
        stale.push(name);
    }
    for (const name of stale) console.log(`✗ ${name} 不是最新的`);
    if (stale.length === 0) console.log(`✓ ${files.length} 个 JSON Schema 都是最新的`);
    return stale.length === 0 ? 0 : 1;
  }
  await mkdir(directory, { recursive: true });
  for (const [name, text] of files) await writeFile(join(directory, name), text);
  console.log(`✓ 写出 ${files.length} 个 JSON Schema 到 ${directory}`);
  return 0;
};

export const packageCommands: Readonly<Record<string, Command>> = {
  check,
  test,
  diff,
  pack,
  import: importPackage,
  schemas,
};
