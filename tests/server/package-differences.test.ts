/** What changed between two versions, as an official would say it. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { type LoadedPackage, loadPackage } from '../../runtime/package';
import { differencesOf } from '../../server/commands/package-differences';

const directory = resolve(import.meta.dirname, '../../definitions/mile-2020');

function readFiles(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory()
      ? readFiles(path)
      : [[relative(directory, path), readFileSync(path, 'utf8')] as [string, string]];
  });
}

const files = new Map(readFiles(directory));

async function load(changes: Readonly<Record<string, string>> = {}): Promise<LoadedPackage> {
  const { package: loaded, problems } = await loadPackage(
    new Map([...files, ...Object.entries(changes)]),
  );
  if (loaded === undefined) throw new Error(problems.map((one) => one.message).join('\n'));
  return loaded;
}

/** The sentences about a package in which one text of one file was replaced. */
async function sentences(path: string, before: string, after: string): Promise<readonly string[]> {
  const text = files.get(path) ?? '';
  expect(text).toContain(before);
  const changed = await load({ [path]: text.replace(before, after) });
  return differencesOf(await load(), changed).map((one) => one.sentence);
}

test('nothing changed is no difference', async () => {
  expect(differencesOf(await load(), await load())).toEqual([]);
});

const PROCESS = 'processes/identify.bpmn';

test.each([
  [
    'forms/a1.form.json',
    '"title": "联系电话"',
    '"title": "手机号"',
    '“附件1”字段“手机号”名称由“联系电话”改为“手机号”',
  ],
  [
    PROCESS,
    'name="乡镇审核"',
    'name="乡镇复审"',
    '流程环节“乡镇复审”名称由“乡镇审核”改为“乡镇复审”',
  ],
  [
    PROCESS,
    'roles="townshipReviewer" level="township"',
    'roles="townshipLeader" level="township"',
    '流程环节“乡镇审核”办理人由“乡镇（街道） · 乡镇分管领导”改为“乡镇（街道） · 乡镇主要负责人”',
  ],
  [
    PROCESS,
    'days="$params.townshipDays"',
    'days="7"',
    '流程环节“乡镇审核”期限由 $params.townshipDays 改为 7',
  ],
  [
    'parameters.json',
    '"value": "弥勒市"',
    '"value": "泸西县"',
    '参数“县（市）名称”由 弥勒市 改为 泸西县',
  ],
  [
    'dictionaries/relations.json',
    '"label": "之儿媳"',
    '"label": "儿媳"',
    '字典“与户主关系”“之儿媳”改为“儿媳”',
  ],
])('%s: %s', async (path, before, after, sentence) => {
  expect(await sentences(path, before, after)).toEqual([sentence]);
});
