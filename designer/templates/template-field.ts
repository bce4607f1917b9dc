import type { FormilySchema } from '../../runtime/form';

/** How wide a field of a template is, of 24 columns. */
export const THIRD = { span: 8 };
export const HALF = { span: 12 };
export const WHOLE = { span: 24 };

/** A field of a template: text unless `more` says otherwise. */
export function templateField(
  title: string,
  component: string,
  more: Partial<FormilySchema> = {},
  place: Readonly<Record<string, number>> = HALF,
): FormilySchema {
  return {
    type: 'string',
    title,
    'x-component': component,
    'x-decorator': 'FormItem',
    'x-decorator-props': place,
    ...more,
  };
}

export function templateSection(
  title: string,
  properties: Readonly<Record<string, FormilySchema>>,
): FormilySchema {
  return { type: 'void', title, 'x-component': 'Section', properties };
}
