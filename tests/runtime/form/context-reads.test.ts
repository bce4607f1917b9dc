/** [F15] Of the case and the record a form's filler receives what the form's rules read. */
import { expect, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  type FormModel,
  compileForm,
  contextFor,
} from '../../../runtime/form';

const application = {
  headName: '张三',
  account: '6217000000000000',
  members: [
    { name: '张三', age: 46, idNumber: '53' },
    { name: '李四', age: 44, idNumber: '54' },
  ],
};
const context: FormContext = {
  params: { line: 5000 },
  case: {
    number: 'M-1',
    forms: { application, review: { result: '通过' } },
  },
  record: { status: '监测中', account: '6217000000000000', risks: { health: true, loss: false } },
  user: { id: 'u' },
  now: 0,
  dictionaries: {},
  units: [],
};

function formOf(...nodes: readonly object[]): FormModel {
  const properties = Object.fromEntries(nodes.map((node, index) => [`f${index}`, node]));
  const { form, problems } = compileForm({
    key: 'f',
    title: '表',
    schema: { type: 'object', properties },
  } as unknown as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

const computed = (compute: string): object => ({
  type: 'string',
  title: '计算',
  'x-component': 'Calculated',
  'x-banshi': { compute },
});

test('what is read, along lists too, and nothing beside it', () => {
  const form = formOf(
    computed('$case.forms.application.headName'),
    computed('$sum($case.forms.application.members.age)'),
    {
      type: 'string',
      title: '核对',
      'x-component': 'Input',
      'x-banshi': {
        visible: '$record.risks.health',
        rules: [
          {
            id: 'r',
            severity: 'error',
            assert: '$case.number != f2',
            when: 'true',
            message: '不同',
          },
        ],
      },
    },
  );
  const narrowed = contextFor([form], context);
  expect(narrowed.case).toEqual({
    number: 'M-1',
    forms: { application: { headName: '张三', members: [{ age: 46 }, { age: 44 }] } },
  });
  expect(narrowed.record).toEqual({ risks: { health: true } });
  expect(narrowed.params).toEqual({ line: 5000 });
});

test('several forms of a step get together what each of them reads', () => {
  const one = formOf(computed('$case.forms.review.result'));
  const other = formOf(computed('$record.status'));
  const narrowed = contextFor([one, other], context);
  expect(narrowed.case).toEqual({ forms: { review: { result: '通过' } } });
  expect(narrowed.record).toEqual({ status: '监测中' });
});

test('a rule that goes through everything gets everything', () => {
  const form = formOf(computed('$count($keys($case.forms.application))'));
  expect(contextFor([form], context).case).toEqual({
    forms: { application },
  });
  expect(contextFor([formOf(computed('$string($record)'))], context).record).toEqual(
    context.record,
  );
});

test('what only prefills stays on the server, and what is not there stays absent', () => {
  const form = formOf(
    {
      type: 'string',
      title: '账号',
      'x-component': 'Input',
      'x-banshi': { prefill: '$record.account' },
    },
    computed('$case.forms.township.opinion'),
  );
  const narrowed = contextFor([form], context);
  expect(narrowed.record).toEqual({});
  expect(narrowed.case).toEqual({ forms: {} });
  expect(contextFor([form], { ...context, case: null, record: null })).toMatchObject({
    case: null,
    record: null,
  });
});
