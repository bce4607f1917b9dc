import { type ComponentName, components } from '../../runtime/form';
import { currentLocale } from '../text';
import type { SchemaNode } from './form-document';

/** A component as it is first put on a form: named, and able to be filled at once. */
export function newNode(component: ComponentName): SchemaNode {
  const description = components[component];
  const title = description[currentLocale()];
  const base = { type: description.schemaType, title, 'x-component': component };
  if (description.kind === 'void') {
    return component === 'Section' || component === 'Grid' ? { ...base, properties: {} } : base;
  }
  const field = { ...base, 'x-decorator': 'FormItem' };
  if (description.kind === 'rows') {
    return {
      ...field,
      items: {
        type: 'object',
        properties: {
          column1: {
            type: 'string',
            title: '列 1',
            'x-component': 'Input',
            'x-decorator': 'FormItem',
          },
        },
      },
    };
  }
  if (description.kind === 'group') return { ...field, properties: {} };
  if (description.kind === 'choice' || description.kind === 'choices')
    return { ...field, enum: ['选项一', '选项二'] };
  return field;
}

/** The stem of a new field's key. */
export function keyStem(component: ComponentName): string {
  return component.charAt(0).toLowerCase() + component.slice(1);
}
