/** What stands on the screen and on paper for a form of a definition. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { type FormContext, type FormDocument, compileForm } from '../../runtime/form';
import { FormRenderer, type FormRendererProps } from '../../runtime/react';

const context: FormContext = {
  params: {},
  case: null,
  record: null,
  user: { name: '张慧' },
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

const household: FormDocument = {
  key: 'household',
  title: '农户',
  schema: {
    type: 'object',
    properties: {
      head: { type: 'string', title: '户主姓名', 'x-component': 'Input', required: true },
      income: { type: 'number', title: '人均纯收入', 'x-component': 'Money' },
      members: {
        type: 'array',
        title: '家庭成员',
        'x-component': 'ArrayTable',
        items: {
          type: 'object',
          properties: Object.fromEntries(
            ['姓名', '证件号码', '关系', '性别', '民族', '学历', '健康', '劳动力'].map(
              (title, index) => [`c${index}`, { type: 'string', title, 'x-component': 'Input' }],
            ),
          ),
        },
      },
    },
  },
} as unknown as FormDocument;

const values = {
  head: '普正荣',
  income: 4105,
  members: [{ c0: '普正荣', c1: '532599197403120012', c2: '户主', c3: '男' }],
};

const said: string[] = [];

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    // antd measures in layout effects, which a drawing without a browser leaves out.
    if (!String(words[0]).includes('useLayoutEffect does nothing on the server'))
      said.push(words.map(String).join(' '));
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  expect(said.splice(0)).toEqual([]);
});

function draw(more: Partial<FormRendererProps> = {}): string {
  const { form } = compileForm(household);
  if (form === undefined) throw new Error('the form does not compile');
  return renderToStaticMarkup(
    <FormRenderer form={form} values={values} context={context} {...more} />,
  );
}

test('every input to fill has a label of its own and the place of its messages', () => {
  const html = draw();
  const inputs = [...html.matchAll(/<input[^>]*\bid="([^"]+)"/g)].map((found) => found[1] ?? '');
  expect(inputs.length).toBeGreaterThanOrEqual(2);
  for (const id of inputs) {
    expect(html).toContain(`for="${id}"`);
    expect(html).toContain(`id="${id}-messages"`);
  }
});

test('what is missing is said at its place when everything is to show, and not before', () => {
  expect(draw({ values: {} })).not.toContain('请填写“户主姓名”');
  const html = draw({ values: {}, showAllMessages: true });
  expect(html).toContain('请填写“户主姓名”');
  expect(html).toMatch(/<input[^>]*aria-invalid="true"/);
});

test('the server’s word shows where it belongs', () => {
  const html = draw({
    messages: [{ path: 'head', message: '该农户已在监测中', severity: 'error' }],
  });
  expect(html).toMatch(/data-place="head"(?:(?!data-place).)*该农户已在监测中/s);
});

test('a form that is only read has no input, and its rows are 查看, not 编辑', () => {
  const html = draw({ mode: 'read' });
  expect(html).not.toMatch(/<input/);
  expect(html).toContain('4,105.00');
  expect(html).toContain('查看');
  expect(html).not.toContain('编辑');
  expect(html).not.toContain('删除');
});

test('a field that the step does not open is text among inputs', () => {
  const html = draw({ access: { default: 'edit', fields: { head: 'read' } } });
  expect(html).toMatch(/<output[^>]*>普正荣<\/output>/);
});

test('on paper an identity number has more room than a sex', () => {
  const html = draw({ mode: 'print' });
  const [members = ''] = /<table class="[^"]*banshi-print-rows.*/s.exec(html) ?? [];
  const widths = [...members.matchAll(/<col style="width:([\d.]+)%"/g)].map((one) =>
    Number(one[1]),
  );
  const [, , identity = 0, , sex = 100] = widths;
  expect(identity).toBeGreaterThan(sex * 2);
  expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 0);
});

test('annex 1 prints as a letter with its places filled from the form', () => {
  const document = JSON.parse(
    readFileSync(
      resolve(import.meta.dirname, '../../definitions/mile-2020/forms/a1.form.json'),
      'utf8',
    ),
  ) as FormDocument;
  const { form } = compileForm(document);
  if (form === undefined) throw new Error('annex 1 does not compile');
  const html = renderToStaticMarkup(
    <FormRenderer
      form={form}
      values={{ headName: '普正荣', groupName: '糯租一组' }}
      context={context}
      mode="print"
    />,
  );
  expect(html).toContain('附件1');
  expect(html).toMatch(/banshi-print-blank">普正荣</);
});
