/**
 * The form designer's promise: whatever was done can be undone to the byte, and what nobody touched keeps its bytes.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type EditHistory,
  edit,
  redo,
  startHistory,
  undo,
} from '../../designer/form-designer/edit-history';
import {
  duplicateNode,
  freeKey,
  insertNode,
  isContainer,
  moveNode,
  nodeAt,
  removeNode,
  updateGroup,
  updateNode,
  walkNodes,
} from '../../designer/form-designer/form-document';
import { JsonSource } from '../../designer/form-designer/json-source';
import { renameField, renameInExpression } from '../../designer/form-designer/rename-field';
import { type FormDocument, compileForm } from '../../runtime/form';

const directory = resolve(import.meta.dirname, '../../definitions/mile-2020/forms');
const texts = new Map(
  readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
);

function open(text: string): { source: JsonSource; document: FormDocument } {
  const source = new JsonSource();
  return { source, document: source.read(text) as FormDocument };
}

test('only layouts, groups and tables hold other fields', () => {
  const holds = (component: string, type: string) =>
    isContainer({ type, 'x-component': component, ...(type === 'void' ? { properties: {} } : {}) });
  const containers = [
    ['Section', 'void'],
    ['TabPane', 'void'],
    ['Group', 'object'],
    ['ArrayTable', 'array'],
    ['ArrayCards', 'array'],
  ] as const;
  const values = [
    ['Signature', 'object'],
    ['Opinion', 'object'],
    ['DateRange', 'object'],
    ['Location', 'object'],
    ['Upload', 'array'],
    ['CheckboxGroup', 'array'],
    ['Checklist', 'array'],
    ['Input', 'string'],
  ] as const;
  expect(containers.filter(([component, type]) => !holds(component, type))).toEqual([]);
  expect(values.filter(([component, type]) => holds(component, type))).toEqual([]);
});

const anyForm = fc.constantFrom(...texts.keys());

type Edit = (document: FormDocument) => FormDocument;

/** Any edit that the screen offers; numbers choose the node, the place and the value. */
const anyEdit: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.constantFrom(
      'title',
      'required',
      'span',
      'insert',
      'remove',
      'move',
      'duplicate',
      'rename',
    ),
    node: fc.nat(400),
    target: fc.nat(400),
    index: fc.nat(12),
    text: fc.string({ minLength: 1, maxLength: 8 }),
  })
  .map(({ kind, node, target, index, text }) => (document) => {
    const all = walkNodes(document);
    const one = all[node % Math.max(all.length, 1)];
    if (one === undefined) return document;
    const { path } = one;
    switch (kind) {
      case 'title':
        return updateNode(document, path, { title: text });
      case 'required':
        return updateNode(document, path, {
          required: one.node.required === true ? undefined : true,
        });
      case 'span':
        return updateGroup(document, path, 'x-decorator-props', { span: index + 1 });
      case 'insert': {
        const key = freeKey(document, 'field');
        const added = { type: 'string', title: text, 'x-component': 'Input' };
        return insertNode(document, path.slice(0, -1), index, key, added);
      }
      case 'remove':
        return removeNode(document, path);
      case 'move': {
        const into = all[target % all.length];
        return into === undefined
          ? document
          : moveNode(document, path, into.path.slice(0, -1), index);
      }
      case 'duplicate':
        return duplicateNode(document, path).document;
      default:
        return renameField(document, path, freeKey(document, `renamed${index}`));
    }
  });

describe('every form of the package', () => {
  test.each([...texts.keys()])('%s is written as it was read', (name) => {
    const text = texts.get(name) ?? '';
    const { source, document } = open(text);
    expect(source.write(document)).toBe(text);
    expect(document).toEqual(JSON.parse(text));
  });
});

test('any sequence of edits, undone, gives the byte-identical file; done again, the same edited file', () => {
  fc.assert(
    fc.property(anyForm, fc.array(anyEdit, { minLength: 1, maxLength: 12 }), (name, edits) => {
      const text = texts.get(name) ?? '';
      const { source, document } = open(text);
      let history: EditHistory<FormDocument> = startHistory(document);
      const written = [text];
      for (const one of edits) {
        const before = history;
        history = edit(history, one(history.present), 'edit');
        if (history !== before) written.push(source.write(history.present));
      }
      const steps = written.length - 1;
      for (let step = steps; step > 0; step -= 1) {
        expect(source.write(history.present)).toBe(written[step]);
        history = undo(history);
      }
      expect(source.write(history.present)).toBe(text);
      expect(undo(history)).toBe(history);
      for (let step = 0; step < steps; step += 1) history = redo(history);
      expect(source.write(history.present)).toBe(written[steps]);
    }),
    { numRuns: 150 },
  );
});

test('an edited file means what was edited', () => {
  fc.assert(
    fc.property(anyForm, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (name, edits) => {
      const { source, document } = open(texts.get(name) ?? '');
      const next = edits.reduce((current, one) => one(current), document);
      const meant: unknown = JSON.parse(JSON.stringify(next));
      const written: unknown = JSON.parse(source.write(next));
      expect(written).toEqual(meant);
    }),
    { numRuns: 100 },
  );
});

test('a new title changes one line of the file and no other', () => {
  fc.assert(
    fc.property(anyForm, fc.nat(400), fc.string({ minLength: 1 }), (name, choice, title) => {
      const text = texts.get(name) ?? '';
      const { source, document } = open(text);
      const titled = walkNodes(document).filter(({ node }) => node.title !== undefined);
      const one = titled[choice % titled.length];
      if (one === undefined || one.node.title === title) return;
      const before = text.split('\n');
      const after = source.write(updateNode(document, one.path, { title })).split('\n');
      expect(after).toHaveLength(before.length);
      const changed = after.filter((line, index) => line !== before[index]);
      expect(changed.map((line) => line.trim().replace(/,$/, ''))).toEqual([
        `"title": ${JSON.stringify(title)}`,
      ]);
    }),
    { numRuns: 150 },
  );
});

test('numbers and escapes that nobody touched keep their spelling beside a change', () => {
  const text =
    '{\n  "key": "k",\n  "title": "\\u8868",\n  "unknown": { "a": 1.50, "b": [1,2] },\n' +
    '  "schema": { "type": "object", "properties": {} }\n}\n';
  const { source, document } = open(text);
  const written = source.write({ ...document, annex: '附件1' });
  expect(written).toContain('"title": "\\u8868"');
  expect(written).toContain('"unknown": { "a": 1.50, "b": [1,2] }');
});

describe('a renamed field', () => {
  const { document } = open(texts.get('a1.form.json') ?? '');
  const at = (key: string): readonly string[] =>
    walkNodes(document).find(({ path }) => path.at(-1) === key)?.path ?? [];

  test.each(walkNodes(document).filter(({ node }) => node.type !== 'void'))(
    'is followed by every rule of the form: $path',
    ({ path }) => {
      const next = renameField(document, path, 'brandNewName');
      expect(compileForm(next).problems).toEqual([]);
    },
  );
  test('keeps its old key, so that older values are known as its own', () => {
    const next = renameField(document, at('phone'), 'mobile');
    expect(nodeAt(next, [...at('phone').slice(0, -1), 'mobile'])?.['x-banshi']).toMatchObject({
      formerKeys: ['phone'],
    });
  });
  test('does not take a key that its neighbour has', () => {
    expect(renameField(document, at('phone'), 'headName')).toBe(document);
  });
});

test.each([
  ['phone = "phone"', 'mobile = "phone"'],
  ['$exists(phone) and other.phone', '$exists(phone) and other.phone'],
  ['$count(members[phone = 1])', '$count(members[phone = 1])'],
  ['/* phone */ phone', '/* phone */ mobile'],
  ['$phone', '$phone'],
  ['phone &', 'phone &'],
])('a rule follows a renamed field only where it reads that field: %s', (before, after) => {
  expect(renameInExpression(before, [['phone', 'mobile']])).toBe(after);
});
