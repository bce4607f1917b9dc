import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const definitions = resolve(import.meta.dirname, '../../../definitions/mile-2020');

interface Node {
  readonly type?: string;
  readonly title?: string;
  readonly 'x-component'?: string;
  readonly 'x-component-props'?: Readonly<Record<string, unknown>>;
  readonly 'x-banshi'?: { readonly dictionary?: string };
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(definitions, path), 'utf8')) as T;
}

const labels = new Map(
  readdirSync(join(definitions, 'dictionaries')).map((file) => {
    const { key, items } = readJson<{
      key: string;
      items: { value: string; label: string }[];
    }>(`dictionaries/${file}`);
    return [key, new Map(items.map((item) => [item.value, item.label]))];
  }),
);

/** The fields of a form by key, layout taken away. */
function fieldsOf(node: Node): Map<string, Node> {
  const fields = new Map<string, Node>();
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    if (child.type === 'void')
      for (const [inner, field] of fieldsOf(child)) fields.set(inner, field);
    else fields.set(key, child);
  }
  return fields;
}

/** Fills a form as a person does, place by place, with the words that stand on the screen. */
export async function fillForm(
  page: Page,
  formKey: string,
  variable: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { schema } = readJson<{ schema: Node }>(`forms/${formKey}.form.json`);
  const form = page.locator(`[data-form="${variable}"]`);
  await form.waitFor();
  await fillFields(page, form, fieldsOf(schema), '', values);
}

async function fillFields(
  page: Page,
  around: Locator,
  fields: ReadonlyMap<string, Node>,
  prefix: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [key, field] of fields) {
    if (values[key] === undefined) continue;
    const path = `${prefix}${key}`;
    if (Array.isArray(values[key]) && field.items?.properties !== undefined) {
      await fillRows(page, around, field, path, values[key] as Record<string, unknown>[]);
    } else {
      await fillField(page, around.locator(`[data-place="${path}"]`), field, values[key]);
    }
  }
}

async function fillRows(
  page: Page,
  around: Locator,
  field: Node,
  path: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = fieldsOf(field.items ?? {});
  const table = around.locator(`[data-place="${path}"]`);
  for (const [index, row] of rows.entries()) {
    await table.locator('button.ant-btn-dashed').last().click();
    const drawer = page.getByRole('dialog');
    const inDrawer = columns.size > 6;
    await fillFields(page, inDrawer ? drawer : table, columns, `${path}.${index}.`, row);
    if (inDrawer) {
      await drawer.getByRole('button', { name: '完成' }).click();
      await drawer.waitFor({ state: 'hidden' });
    }
  }
}

function wordOf(field: Node, value: unknown): string {
  const dictionary = field['x-banshi']?.dictionary;
  return (
    (dictionary === undefined ? undefined : labels.get(dictionary)?.get(String(value))) ??
    String(value)
  );
}

async function fillField(page: Page, place: Locator, field: Node, value: unknown): Promise<void> {
  switch (field['x-component']) {
    case 'YesNo':
      await place.getByText(value === true ? '是' : '否', { exact: true }).click();
      return;
    case 'Radio':
      await place.getByText(wordOf(field, value), { exact: true }).click();
      return;
    case 'CheckboxGroup': {
      const wanted = (value as unknown[]).map((one) => wordOf(field, one));
      const texts = await place.locator('label:has(:checked)').allInnerTexts();
      const chosen = texts.map((text) => text.trim());
      const box = (word: string) => place.getByRole('checkbox', { name: word, exact: true });
      for (const word of wanted) if (!chosen.includes(word)) await box(word).check();
      for (const word of chosen) if (!wanted.includes(word)) await box(word).uncheck();
      return;
    }
    case 'Select':
      await choose(page, place, wordOf(field, value));
      return;
    case 'DatePicker':
    case 'MonthPicker':
      await pickDate(place.getByRole('textbox').first(), String(value));
      return;
    case 'MonthRange': {
      const { start, end } = value as { start: string; end: string };
      const boxes = place.getByRole('textbox');
      await pickDate(boxes.first(), start);
      await pickDate(boxes.last(), end);
      return;
    }
    case 'Signature':
      await place
        .getByRole('textbox')
        .first()
        .fill((value as { name: string }).name);
      return;
    default:
      await place.locator('input, textarea').first().fill(String(value));
  }
}

const CHOICE_ATTEMPTS = 8;

/** A list that scrolls away under the pointer closes; a person opens it again. */
async function choose(page: Page, place: Locator, word: string): Promise<void> {
  if ((await place.getByTitle(word, { exact: true }).count()) > 0) return;
  const option = page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByTitle(word, { exact: true })
    .last();
  for (let attempt = 1; ; attempt += 1) {
    await place.getByRole('combobox').first().fill(word);
    try {
      await option.click({ timeout: 6_000 });
      return;
    } catch (error) {
      if (attempt === CHOICE_ATTEMPTS) throw error;
      await place.getByRole('combobox').first().press('Escape');
    }
  }
}

async function pickDate(box: Locator, text: string): Promise<void> {
  await box.fill(text);
  await box.press('Enter');
}
