/** Where the designer puts a new component, so that a press never makes a form that does not compile. */
import { expect, test } from '@jest/globals';
import { insertNode } from '../../designer/form-designer/form-document';
import { insertionPlace, intoPane } from '../../designer/form-designer/insertion-place';
import { newNode } from '../../designer/form-designer/new-node';
import { type ComponentName, type FormDocument, compileForm, components } from '../../runtime/form';
import { showChineseScreens } from './support/chinese-screens';

showChineseScreens();

const empty: FormDocument = {
  key: 'f',
  title: '表',
  schema: { type: 'object', properties: {} },
};

function add(
  document: FormDocument,
  wanted: ComponentName,
  key: string,
  selected: readonly string[] | null = null,
): FormDocument {
  const { parent, index, component } = insertionPlace(document, selected, wanted);
  return insertNode(document, parent, index, key, newNode(component, key));
}

test.each(Object.keys(components) as ComponentName[])(
  'a press on %s puts something on an empty form that compiles',
  (component) => {
    expect(compileForm(add(empty, component, 'first')).problems).toEqual([]);
  },
);

test.each(Object.keys(components) as ComponentName[])(
  'a press on %s while tabs are selected gives a form that compiles',
  (component) => {
    const tabs = add(empty, 'Tabs', 'tabs');
    expect(compileForm(add(tabs, component, 'next', ['tabs'])).problems).toEqual([]);
  },
);

test('a field goes into the last tab, a tab behind the others, a pane without tabs brings them', () => {
  const tabs = add(empty, 'Tabs', 'tabs');
  expect(insertionPlace(tabs, ['tabs'], 'Input')).toMatchObject({ parent: ['tabs', 'tabsPane2'] });
  expect(insertionPlace(tabs, ['tabs', 'tabsPane1'], 'Input')).toMatchObject({
    parent: ['tabs', 'tabsPane1'],
  });
  expect(insertionPlace(tabs, ['tabs', 'tabsPane1'], 'TabPane')).toEqual({
    parent: ['tabs'],
    index: 2,
    component: 'TabPane',
  });
  expect(insertionPlace(empty, null, 'StepPane')).toMatchObject({ component: 'Steps' });
});

test('what is dropped between tabs and is no tab goes into the last one', () => {
  const tabs = add(empty, 'Tabs', 'tabs');
  const between = { parent: ['tabs'], index: 1 };
  expect(intoPane(tabs, between, 'Money')).toEqual({ parent: ['tabs', 'tabsPane2'], index: 0 });
  expect(intoPane(tabs, between, 'TabPane')).toEqual(between);
});
