/** Opinions (审核意见): what they take, when words are needed, how they read. */
import { expect, test } from '@jest/globals';
import {
  type FormAccess,
  type FormDocument,
  acceptSubmission,
  compileForm,
  describeFieldValue,
  evaluateForm,
} from '../../../runtime/form';
import { formContext as context } from '../support/form-context';

function formOf(more: object = {}) {
  const x = { type: 'object', title: '审核意见', 'x-component': 'Opinion', ...more };
  const document = { key: 'f', title: '表', schema: { type: 'object', properties: { x } } };
  const { form, problems } = compileForm(document as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

const props = (values: object): object => ({ 'x-component-props': values });

test.each<readonly [string, object, unknown, readonly string[]]>([
  ['an agreement needs no words', {}, { result: '同意' }, []],
  ['a refusal does', {}, { result: '不同意' }, ['VALUE-OPINION-TEXT']],
  ['blanks are no words', {}, { result: '退回', text: ' \n' }, ['VALUE-OPINION-TEXT']],
  ['a refusal with words', {}, { result: '不同意', text: '收入有误' }, []],
  ['words alone are no result', {}, { text: '情况属实' }, ['VALUE-REQUIRED-CHOICE']],
  ['no such result', {}, { result: '缓议' }, ['VALUE-OPTION']],
  ['a result of one’s own', { enum: ['缓议'] }, { result: '缓议' }, []],
  [
    'words where the author wants them',
    props({ textRequiredFor: ['同意'] }),
    { result: '同意' },
    ['VALUE-OPINION-TEXT'],
  ],
  [
    'and not where the author does not',
    props({ textRequiredFor: '退回\n同意' }),
    { result: '不同意' },
    [],
  ],
  ['too many words', { maxLength: 3 }, { result: '同意', text: '情况属实' }, ['VALUE-TOO-LONG']],
  ['no time at all', {}, { result: '同意', at: 'gestern' }, ['VALUE-DATE']],
  ['a list', {}, ['同意'], ['VALUE-TYPE']],
  ['a text', {}, '同意', ['VALUE-TYPE']],
  ['parts of the wrong type', {}, { result: '同意', text: 1 }, ['VALUE-TYPE']],
  ['a signature alone is nothing', { required: true }, { by: '李某' }, ['VALUE-REQUIRED-CHOICE']],
])('%s', (_name, more, value, expected) => {
  const found = evaluateForm(formOf(more), { x: value }, context).messages;
  expect(found.map((one) => one.code)).toEqual(expected);
});

test('[F14] only the parts of an opinion are kept, and its words without blanks around them', () => {
  const sent = JSON.parse(
    '{"result": "同意", "text": " 属实 ", "__proto__": {"by": "x"}, "note": {"a": 1}}',
  ) as unknown;
  const accepted = acceptSubmission(formOf(), { x: sent }, context);
  expect(accepted.ok && accepted.value.values['x']).toEqual({
    result: '同意',
    text: '属实',
    at: new Date(context.now).toISOString(),
  });
});

test('[F16] the server says who gave an opinion and when, whatever is sent', () => {
  const li = { ...context, user: { name: '李某' } };
  const at = new Date(context.now).toISOString();
  const sent = { result: '同意', by: '王书记', at: '2020-01-01T00:00:00Z' };
  const accepted = acceptSubmission(formOf(), { x: sent }, li);
  expect(accepted.ok && accepted.value.values['x']).toEqual({ result: '同意', by: '李某', at });
});

test('[F16] an opinion that is left alone keeps its author, one that is changed gets another', () => {
  const li = { ...context, user: { name: '李某' } };
  const earlier = { result: '同意', text: '属实', by: '王书记', at: '2020-06-01T00:00:00.000Z' };
  const again = (x: object) => {
    const accepted = acceptSubmission(formOf(), { x }, li, { previous: { x: earlier } });
    return accepted.ok ? accepted.value.values['x'] : accepted.error;
  };
  expect(again({ ...earlier, by: '李某' })).toEqual(earlier);
  expect(again({ result: '同意', text: '不属实' })).toMatchObject({ by: '李某', text: '不属实' });
});

test('[F16] in a table each row’s opinion stays with its row', () => {
  const document = {
    key: 'f',
    title: '表',
    schema: {
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          title: '各户',
          'x-component': 'ArrayTable',
          items: {
            type: 'object',
            properties: {
              head: { type: 'string', title: '户主', 'x-component': 'Input' },
              x: { type: 'object', title: '意见', 'x-component': 'Opinion' },
            },
          },
        },
      },
    },
  };
  const { form } = compileForm(document as unknown as FormDocument);
  if (form === undefined) throw new Error('does not compile');
  const old = (by: string) => ({ result: '同意', by, at: '2020-06-01T00:00:00.000Z' });
  const previous = {
    rows: [
      { head: '甲', x: old('王') },
      { head: '乙', x: old('张') },
    ],
  };
  const li = { ...context, user: { name: '李某' } };
  // the first row is taken out; the other stands first now
  const sent = { rows: [{ '#': 1, head: '乙', x: { result: '同意' } }] };
  const accepted = acceptSubmission(form, sent, li, { previous });
  expect(accepted.ok && accepted.value.values).toEqual({ rows: [{ head: '乙', x: old('张') }] });
});

test('[F14] missing words are not held against who cannot write them', () => {
  const readOnly: FormAccess = { default: 'read', fields: {} };
  const found = evaluateForm(formOf(), { x: { result: '不同意' } }, context, readOnly).messages;
  expect(found).toEqual([]);
});

test('on one line an opinion says the result, the words, and who gave it when', () => {
  const field = formOf().byPath.get('x');
  const say = (value: unknown): string =>
    field === undefined ? '' : describeFieldValue(field, value, context);
  const at = '2020-06-03T01:00:00Z';
  expect(say({ result: '同意', text: '属实。', by: '李某', at })).toBe(
    '同意：属实。（李某 2020-06-03）',
  );
  expect(say({ result: '同意' })).toBe('同意');
  expect(say({ by: '李某' })).toBe('');
  expect(say('broken')).toBe('');
});
