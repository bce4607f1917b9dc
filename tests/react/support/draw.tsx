import { afterEach, beforeEach, expect, jest } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { type FormContext, type FormDocument, compileForm } from '../../../runtime/form';
import { FormRenderer, type FormRendererProps } from '../../../runtime/react';

/** A morning in the office. */
export const officeContext: FormContext = {
  params: {},
  case: null,
  record: null,
  user: { name: '张慧' },
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

/** What React complains about fails the test. */
export function failOnComplaints(): void {
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
}

/** The markup of a form with these fields. */
export function drawFields(properties: object, more: Partial<FormRendererProps> = {}): string {
  const document = { key: 'f', title: '表', schema: { type: 'object', properties } };
  const { form, problems } = compileForm(document as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return renderToStaticMarkup(
    <FormRenderer form={form} values={{}} context={officeContext} {...more} />,
  );
}
