/** What the draft does with its files: bringing two people's changes together, and finding who names a file. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mergeTexts } from '../../designer/api/merge-texts';
import { describeFiles } from '../../designer/api/package-file';
import { fieldPathOfPlace, problemPage } from '../../designer/api/problem-place';
import { referencesTo } from '../../designer/api/references';

const PATH = 'forms/a.form.json';

function merged(base: unknown, mine: unknown, theirs: unknown): unknown {
  const [first, second, third] = [base, mine, theirs].map((value) => JSON.stringify(value));
  const text = mergeTexts(PATH, first ?? '', second ?? '', third ?? '');
  return text === null ? 'conflict' : JSON.parse(text);
}

describe('two people’s changes', () => {
  const base = { title: '表', schema: { a: { title: '甲' }, b: { title: '乙' } } };

  test('of different members come together', () => {
    expect(
      merged(
        base,
        { ...base, title: '新表' },
        { ...base, schema: { ...base.schema, b: { title: '丙' } } },
      ),
    ).toEqual({ title: '新表', schema: { a: { title: '甲' }, b: { title: '丙' } } });
  });
  test('of the same member are a conflict', () => {
    expect(merged(base, { ...base, title: '一' }, { ...base, title: '二' })).toBe('conflict');
  });
  test('that are the same are no conflict', () => {
    expect(merged(base, { ...base, title: '一' }, { ...base, title: '一' })).toEqual({
      ...base,
      title: '一',
    });
  });
  test('a removal against a change is a conflict', () => {
    const mine = { ...base, schema: { b: base.schema.b } };
    const theirs = { ...base, schema: { ...base.schema, a: { title: '改' } } };
    expect(merged(base, mine, theirs)).toBe('conflict');
  });
  test('new members of both stay behind the neighbours they were put behind', () => {
    const mine = { a: 1, mine: 1, b: 2 };
    const theirs = { a: 1, b: 2, theirs: 1 };
    const result = merged({ a: 1, b: 2 }, mine, theirs) as object;
    expect(Object.keys(result)).toEqual(['a', 'mine', 'b', 'theirs']);
  });
  test('a new order of one is kept beside a new member of the other', () => {
    const result = merged({ a: 1, b: 2, c: 3 }, { c: 3, a: 1, b: 2 }, { a: 1, x: 0, b: 2, c: 3 });
    expect(Object.keys(result as object)).toEqual(['c', 'a', 'x', 'b']);
  });
  test('two new orders are a conflict', () => {
    expect(merged({ a: 1, b: 2, c: 3 }, { b: 2, a: 1, c: 3 }, { a: 1, c: 3, b: 2 })).toBe(
      'conflict',
    );
  });
  test('a drawing is never merged by its text', () => {
    expect(mergeTexts('processes/a.bpmn', '<a/>', '<b/>', '<c/>')).toBeNull();
  });
  test('a member named like a prototype is a member', () => {
    const [before, mine, theirs] = [
      '{"__proto__": {"x": 1}, "a": 1}',
      '{"__proto__": {"x": 2}, "a": 1}',
      '{"__proto__": {"x": 1}, "a": 2}',
    ] as const;
    const text = mergeTexts(PATH, before, mine, theirs) ?? '';
    expect(text.replace(/\s/g, '')).toBe('{"__proto__":{"x":2},"a":2}');
  });
});

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

describe('who names what, in the Mile package', () => {
  test.each([
    ['form', 'a1', 'processes/identify.bpmn'],
    ['dictionary', 'relations', 'forms/a1.form.json'],
    ['process', 'identify', 'scenarios/s1.json'],
    ['parameter', 'totalDays', 'processes/identify.bpmn'],
  ] as const)('the %s %s is named by %s', (what, key, path) => {
    expect(referencesTo(what, key, files)).toContain(path);
  });
  test('nothing names what is not there', () => {
    expect(referencesTo('form', 'a', files)).toEqual([]);
    expect(referencesTo('parameter', 'total', files)).toEqual([]);
  });
});

test('files tell how they differ from the version under the draft', () => {
  const base = new Map([
    ['forms/a.form.json', '{"key":"a","title":"甲"}'],
    ['forms/b.form.json', '{"key":"b","title":"乙","annex":"附件2"}'],
  ]);
  const draft = new Map([
    ['forms/a.form.json', '{"key":"a","title":"甲改"}'],
    ['processes/p.bpmn', '<bpmn:process id="p" name="A &amp; B">'],
  ]);
  expect(
    describeFiles(draft, base).map(({ path, title, change }) => [path, title, change]),
  ).toEqual([
    ['forms/a.form.json', '甲改', 'changed'],
    ['forms/b.form.json', '附件2 乙', 'removed'],
    ['processes/p.bpmn', 'A & B', 'added'],
  ]);
});

test.each([
  ['forms/a1.form.json#/properties/phone', '/packages/p/forms/a1#/properties/phone'],
  ['processes/identify.bpmn#t_accept', '/packages/p/processes/identify#t_accept'],
  ['parameters.json#/parameters/0', '/packages/p/parameters'],
  ['manifest.json', null],
])('a problem at %s is mended on %s', (at, page) => {
  expect(problemPage('p', { at })).toBe(page);
});

test('the place of a problem leads to its field, through tables and sections', () => {
  const place =
    '/schema/properties/family/properties/members/items/properties/name/x-banshi/rules/0';
  expect(fieldPathOfPlace(place)).toEqual(['family', 'members', 'name']);
});
