import {
  type ComponentName,
  type PaneHolder,
  components,
  holderOf,
  isPaneHolder,
  needsOptions,
  paneOf,
} from '../../runtime/form';
import { currentLocale } from '../text';
import type { SchemaNode } from './form-document';

/** How many panes a new holder begins with. */
const PANES = 2;

/** Components that other components are put into, beside those that show panes. */
const LAYOUTS: ReadonlySet<ComponentName> = new Set(['Section', 'Grid']);

/**
 * A component as it is first put on a form: named, and able to be filled at once.
 *
 * @param key the new node's own; the keys of panes that come with it begin with it
 */
export function newNode(component: ComponentName, key = keyStem(component)): SchemaNode {
  const description = components[component];
  const title = description[currentLocale()];
  const base = { type: description.schemaType, title, 'x-component': component };
  if (isPaneHolder(component)) return { ...base, properties: newPanes(component, key) };
  if (description.kind === 'void') {
    const holds = LAYOUTS.has(component) || holderOf(component) !== undefined;
    return holds ? { ...base, properties: {} } : base;
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
  if (needsOptions(description.kind)) return { ...field, enum: ['选项一', '选项二'] };
  return field;
}

function newPanes(holder: PaneHolder, key: string): Record<string, SchemaNode> {
  const pane = paneOf(holder);
  return Object.fromEntries(
    Array.from({ length: PANES }, (_, index) => {
      const node = newNode(pane);
      return [`${key}Pane${index + 1}`, { ...node, title: `${node.title ?? ''} ${index + 1}` }];
    }),
  );
}

/** The stem of a new field's key. */
export function keyStem(component: ComponentName): string {
  return component.charAt(0).toLowerCase() + component.slice(1);
}
