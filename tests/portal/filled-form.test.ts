import { expect, test } from '@jest/globals';
import type { TaskForm } from '../../runtime/contract';
import {
  evaluateForms,
  openForm,
  placeProblems,
  problemsOf,
  reasonKey,
  unsettled,
  withValue,
} from '../../runtime/portal/forms/filled-form';

const context = {
  params: {},
  case: null,
  record: null,
  user: {},
  now: 0,
  dictionaries: {},
  units: [],
};

function taskForm(variable: string, properties: Record<string, unknown>): TaskForm {
  return {
    key: variable,
    variable,
    document: { key: variable, title: variable, schema: { type: 'object', properties } },
    values: {},
    access: { default: 'edit', fields: {} },
  };
}

const survey = openForm(
  taskForm('survey', {
    headName: { type: 'string', title: '户主姓名', 'x-component': 'Input', required: true },
    population: { type: 'number', title: '家庭人口', 'x-component': 'NumberInput' },
  }),
);
const income = openForm(
  taskForm('income', {
    population: {
      type: 'number',
      title: '家庭人口',
      'x-component': 'Calculated',
      'x-banshi': { compute: '$case.forms.survey.population' },
    },
    wage: {
      type: 'number',
      title: '工资',
      'x-component': 'Money',
      'x-banshi': {
        rules: [
          {
            id: 'q1',
            severity: 'warning',
            assert: '$values.wage >= 100',
            message: '工资太少，请核对',
          },
        ],
      },
    },
  }),
);

test('a form of the step reads what is being filled beside it', () => {
  const evaluations = evaluateForms(
    [survey, income],
    { survey: { headName: '普正荣', population: 4 } },
    context,
  );
  expect(evaluations.get('income')?.values['population']).toBe(4);
});

test('a missing answer is an error and a warning without a reason is open', () => {
  const forms = [survey, income];
  const problems = problemsOf(forms, evaluateForms(forms, { income: { wage: 50 } }, context));
  const open = unsettled(problems, {});
  expect(open.errors.map((one) => [one.variable, one.path, one.code])).toEqual([
    ['survey', 'headName', 'VALUE-REQUIRED'],
  ]);
  expect(open.warnings.map(reasonKey)).toEqual(['income.wage#q1']);
  expect(unsettled(problems, { 'income.wage#q1': '已核对工资表' }).warnings).toEqual([]);
  expect(unsettled(problems, { 'income.wage#q1': '  ' }).warnings).toHaveLength(1);
});

test("the server's findings come to the form and the place they name", () => {
  const placed = placeProblems(
    [
      { at: 'income.wage', code: 'VALUE-CENTS', message: '', severity: 'error' },
      { at: 'survey', code: 'VALUE-RULE', message: '', severity: 'error' },
      { at: 'opinion', code: 'CASE-OPINION-MISSING', message: '', severity: 'error' },
    ],
    [survey, income],
  );
  expect(placed.map((one) => [one.variable, one.path])).toEqual([
    ['income', 'wage'],
    ['survey', ''],
    ['', 'opinion'],
  ]);
});

test('a value is put at a dotted path, and an empty one is taken away', () => {
  expect(withValue({ a: 1 }, 'review.result', '通过')).toEqual({
    a: 1,
    review: { result: '通过' },
  });
  expect(withValue({ a: 1, b: 2 }, 'b', '')).toEqual({ a: 1 });
});
