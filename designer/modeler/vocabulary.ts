import type Modeler from 'bpmn-js/lib/Modeler';
import type { LoadedPackage } from '../../runtime/package';
import { type ExpressionName, parameterNames } from '../expression/names';
import type { BusinessObject } from './extension-elements';
import { t } from '../text';
import { readCountersign } from './countersign-settings';
import { readUserTask } from './user-task-settings';

/** What the process panel offers to choose from: the package's roles, unit types and forms, and the drawing's tasks. */
export interface ProcessVocabulary {
  readonly roles: ReadonlyArray<{ readonly key: string; readonly title: string }>;
  readonly unitTypes: ReadonlyArray<{ readonly key: string; readonly title: string }>;
  readonly forms: ReadonlyArray<{
    readonly key: string;
    readonly title: string;
    readonly fields: ReadonlyArray<{ readonly path: string; readonly title: string }>;
  }>;
  readonly userTasks: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** Ready conditions: a step's outcome is one of those that it offers. */
  readonly outcomes: readonly ExpressionName[];
  /** What conditions, titles and time limits may read: the forms' fields by their variables, and parameters. */
  readonly names: readonly ExpressionName[];
}

interface ElementRegistry {
  getAll(): readonly { readonly businessObject: BusinessObject }[];
}

function userTaskObjects(modeler: Modeler | null): readonly BusinessObject[] {
  if (modeler === null) return [];
  const all = modeler
    .get<ElementRegistry>('elementRegistry')
    .getAll()
    .map((element) => element.businessObject);
  return [...new Set(all)].filter((object) => object.$type === 'bpmn:UserTask');
}

/** The fields of the forms that the drawing's steps fill, as rules read them: `review.result`. */
function fieldNames(
  tasks: readonly BusinessObject[],
  forms: ProcessVocabulary['forms'],
): readonly ExpressionName[] {
  const found = new Map<string, ExpressionName>();
  for (const task of tasks) {
    for (const { key, variable } of readUserTask(task).forms) {
      const form = forms.find((one) => one.key === key);
      for (const field of form?.fields ?? []) {
        const insert = `${variable === '' ? key : variable}.${field.path}`;
        if (found.has(insert)) continue;
        found.set(insert, {
          insert,
          title: `${form?.title ?? ''}的${field.title}`,
          group: 'field',
        });
      }
    }
  }
  return [...found.values()];
}

/** Fields of a form that hold a value of their own, outside tables. */
function fieldsOf(
  files: ReadonlyMap<string, string>,
  path: string,
): ProcessVocabulary['forms'][number] | null {
  let document: { key?: string; title?: string; annex?: string; schema?: SchemaLike };
  try {
    document = JSON.parse(files.get(path) ?? '') as typeof document;
  } catch {
    return null;
  }
  const fields: { path: string; title: string }[] = [];
  const visit = (node: SchemaLike, prefix: string): void => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      const title = child.title ?? key;
      if (child.type === 'void') visit(child, prefix);
      else if (child['x-component'] === 'Opinion') {
        const path = `${prefix}${key}`;
        fields.push(
          { path: `${path}.result`, title: t('opinionResultOf', { title }) },
          { path: `${path}.text`, title: t('opinionTextOf', { title }) },
        );
      } else if (child.type === 'object') visit(child, `${prefix}${key}.`);
      else if (child.type !== 'array') {
        fields.push({ path: `${prefix}${key}`, title });
      }
    }
  };
  if (document.schema !== undefined) visit(document.schema, '');
  const title = [document.annex, document.title].filter(Boolean).join(' ');
  return { key: document.key ?? path, title, fields };
}

interface SchemaLike {
  readonly type?: string;
  readonly title?: string;
  readonly 'x-component'?: string;
  readonly properties?: Readonly<Record<string, SchemaLike>>;
}

function countersignConditions(tasks: readonly BusinessObject[]): readonly ExpressionName[] {
  return tasks.flatMap((task) => {
    const result = readCountersign(task)?.result ?? '';
    if (result === '') return [];
    return [
      {
        insert: `${result}.passed`,
        title: `${task.name ?? task.id}：${t('countersign.passed')}`,
        group: 'outcome' as const,
      },
    ];
  });
}

function outcomeConditions(tasks: readonly BusinessObject[]): readonly ExpressionName[] {
  return tasks.flatMap((task) => {
    const { outcomes, forms } = readUserTask(task);
    const form = forms.find((one) => one.key === outcomes.form) ?? forms[0];
    if (form === undefined || outcomes.resultField === '') return [];
    const field = `${form.variable === '' ? form.key : form.variable}.${outcomes.resultField}`;
    return outcomes.items.map(({ value, title }) => ({
      insert: `${field} = ${JSON.stringify(value)}`,
      title: `${task.name ?? task.id}：${title}`,
      group: 'outcome' as const,
    }));
  });
}

export function processVocabulary(
  files: ReadonlyMap<string, string>,
  loaded: LoadedPackage | null,
  modeler: Modeler | null,
): ProcessVocabulary {
  const tasks = userTaskObjects(modeler);
  const forms = [...files.keys()]
    .filter((path) => path.startsWith('forms/'))
    .flatMap((path) => fieldsOf(files, path) ?? []);
  return {
    roles: (loaded?.roles.roles ?? []).map(({ key, title }) => ({ key, title })),
    unitTypes: (loaded?.organization.unitTypes ?? []).map(({ key, title }) => ({ key, title })),
    forms,
    userTasks: tasks.map(({ id, name }) => ({ id, name: name ?? id })),
    outcomes: [...outcomeConditions(tasks), ...countersignConditions(tasks)],
    names: [...fieldNames(tasks, forms), ...parameterNames(loaded)],
  };
}
