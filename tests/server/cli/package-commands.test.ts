/** The command line as people use it: a process of its own, its Chinese sentences and its exit code. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { packFiles, unpackFiles } from '../../../server/cli/package-archive';

/** Each call is a process that compiles its own sources. */
jest.setTimeout(90_000);

const root = resolve(import.meta.dirname, '../../..');
const mile = join(root, 'definitions/mile-2020');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banshi-cli-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function banshi(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli/main.ts', ...args],
      { cwd: root },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code), text: `${stdout}${stderr}` });
      },
    );
  });
}

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await writeFile(path, text.replace(from, to));
}

test('check says what a whole package holds, and names every problem of a broken one', async () => {
  const whole = await banshi('check', mile);
  expect(whole).toMatchObject({ code: 0, text: expect.stringContaining('14 张表单，1 个流程') });
  // given: two mistakes in two files
  const broken = join(folder, 'broken');
  await cp(mile, broken, { recursive: true });
  await change(
    join(broken, 'processes/identify.bpmn'),
    'roles="villageHost"',
    'roles="villageHosts"',
  );
  await change(
    join(broken, 'ledgers/village.json'),
    '"entity": "household"',
    '"entity": "houshold"',
  );
  const problems = await banshi('check', broken);
  expect(problems.code).toBe(1);
  expect(problems.text).toContain('PKG-UNKNOWN-ROLE processes/identify.bpmn#t_review');
  expect(problems.text).toContain('是不是 villageHost？');
  expect(problems.text).toContain('PKG-UNKNOWN-ENTITY ledgers/village.json#/entity');
  expect(problems.text).toContain('是不是 household？');
});

test('test plays the named scenarios and fails with the step that differs', async () => {
  expect(await banshi('test', mile, 's1')).toMatchObject({
    code: 0,
    text: expect.stringContaining('1 passed, 0 failed'),
  });
  const wrong = join(folder, 'wrong');
  await cp(mile, wrong, { recursive: true });
  await change(
    join(wrong, 'scenarios/s1.json'),
    '"income.perCapitaNet": 4105',
    '"income.perCapitaNet": 4106',
  );
  const failed = await banshi('test', wrong, 's1');
  expect(failed.code).toBe(1);
  expect(failed.text).toContain('变量 income.perCapitaNet 应为 4106，实际 4105');
  expect(await banshi('test', mile, 's99')).toMatchObject({
    code: 2,
    text: expect.stringContaining('没有场景 s99'),
  });
});

test('a packed package is the same package; diff reads it as people do', async () => {
  const file = join(folder, 'mile.banshi');
  expect(await banshi('pack', mile, file)).toMatchObject({ code: 0 });
  const copy = join(folder, 'copy');
  expect(await banshi('import', file, copy)).toMatchObject({ code: 0 });
  expect(await banshi('diff', mile, copy)).toMatchObject({
    code: 0,
    text: expect.stringContaining('没有差别'),
  });
  await change(join(copy, 'forms/a1.form.json'), '"title": "联系电话"', '"title": "联系手机"');
  const changed = await banshi('diff', file, copy);
  expect(changed.text).toContain('forms/a1.form.json');
  expect(changed.text).toContain('“附件1”字段“联系手机”名称由“联系电话”改为“联系手机”');
  // then: what is there is never overwritten
  expect(await banshi('import', file, copy)).toMatchObject({
    code: 1,
    text: expect.stringContaining('CLI-EXISTS'),
  });
});

test('a changed, foreign or stray package file is refused with its code', () => {
  const files = { 'roles.json': '{}', 'forms/a.form.json': '{}' };
  const packed = packFiles('a', '1.0.0', new Map(Object.entries(files)));
  expect(unpackFiles(packed).files).toEqual(files);
  const content = JSON.parse(gunzipSync(packed).toString('utf8')) as Record<string, unknown>;
  const altered = (more: Record<string, string>): Uint8Array =>
    gzipSync(JSON.stringify({ ...content, files: { ...files, ...more } }));
  expect(() => unpackFiles(Buffer.from('x'))).toThrow('CLI-NOT-A-PACKAGE');
  expect(() => unpackFiles(gzipSync('{}'))).toThrow('CLI-NOT-A-PACKAGE');
  expect(() => unpackFiles(altered({ 'roles.json': '[]' }))).toThrow('CLI-HASH');
  expect(() => unpackFiles(altered({ '../../evil.json': '{}' }))).toThrow('CLI-STRAY-FILE');
  expect(() => unpackFiles(gzipSync(Buffer.alloc(60 * 1024 * 1024, 32)))).toThrow('CLI-TOO-LARGE');
});

test('the JSON Schemas in the repository are current', async () => {
  expect(await banshi('schemas', '--check')).toMatchObject({ code: 0 });
  const copy = join(folder, 'schemas');
  expect(await banshi('schemas', copy)).toMatchObject({ code: 0 });
  await change(join(copy, 'form.schema.json'), 'object', 'array');
  expect(await banshi('schemas', copy, '--check')).toMatchObject({
    code: 1,
    text: expect.stringContaining('form.schema.json 不是最新的'),
  });
});

test('a call that cannot be is answered with the usage', async () => {
  for (const args of [['nothing'], ['check', '/nowhere']]) {
    const answer = await banshi(...args);
    expect(answer).toMatchObject({ code: 2, text: expect.stringContaining('用法：') });
  }
});
