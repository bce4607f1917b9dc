import type { Difference } from '../../runtime/contract';
import type { FlowNode } from '../../runtime/bpmn';
import type { Field } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';

/** What differs between two versions of a package, as people read it. */
export function differencesOf(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  return [
    ...formDifferences(before, after),
    ...processDifferences(before, after),
    ...fileDifferences(before, after),
  ];
}

function difference(
  path: string,
  element: string,
  kind: Difference['kind'],
  sentence: string,
): Difference {
  return { path, element, kind, sentence };
}

function formDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  const keys = new Set([...before.forms.keys(), ...after.forms.keys()]);
  return [...keys].flatMap((key) => {
    const old = before.forms.get(key);
    const now = after.forms.get(key);
    const path = `forms/${key}.form.json`;
    if (old === undefined) return [difference(path, '', 'added', `增加表单“${now?.title ?? key}”`)];
    if (now === undefined) return [difference(path, '', 'removed', `去掉表单“${old.title}”`)];
    const name = `“${now.document.annex ?? now.title}”`;
    return [
      ...[...now.byPath].flatMap(([field, model]) => {
        const known = old.byPath.get(field);
        if (known === undefined)
          return [difference(path, field, 'added', `${name}增加字段“${model.title}”`)];
        return fieldChange(name, path, known, model);
      }),
      ...[...old.byPath].flatMap(([field, model]) =>
        now.byPath.has(field)
          ? []
          : [difference(path, field, 'removed', `${name}去掉字段“${model.title}”`)],
      ),
    ];
  });
}

function fieldChange(
  form: string,
  path: string,
  before: Field,
  after: Field,
): readonly Difference[] {
  const changes: string[] = [];
  if (before.title !== after.title) changes.push(`名称由“${before.title}”改为“${after.title}”`);
  if (before.required !== after.required) changes.push(after.required ? '改为必填' : '改为选填');
  if (before.component !== after.component)
    changes.push(`组件由 ${before.component} 改为 ${after.component}`);
  const own = (field: Field): string => {
    const {
      properties: _properties,
      items: _items,
      title: _title,
      required: _required,
      ...rest
    } = field.schema;
    return JSON.stringify(rest);
  };
  if (changes.length === 0 && own(before) !== own(after)) changes.push('规则或属性有改动');
  return changes.map((change) =>
    difference(path, after.path, 'changed', `${form}字段“${after.title}”${change}`),
  );
}

function describeNode(node: FlowNode): string {
  const task = node.userTask;
  return JSON.stringify([
    node.name,
    node.kind,
    node.outgoing.map((flow) => [flow.target.id, flow.condition?.source ?? null]),
    task === undefined
      ? null
      : [
          task.assignment.roles,
          task.assignment.level,
          task.assignment.separateFrom,
          task.forms,
          task.outcomes,
          task.deadline?.days.source,
        ],
    node.action === undefined
      ? null
      : node.action.parameters.map((one) => [one.name, one.expression.source]),
  ]);
}

function processDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  return [...after.deployment.processes.values()].flatMap((process) => {
    const old = before.deployment.processes.get(process.id);
    if (old === undefined)
      return [difference(process.file, process.id, 'added', `增加流程“${process.name}”`)];
    const label = (node: FlowNode): string => `“${node.name === '' ? node.id : node.name}”`;
    return [
      ...[...process.nodes.values()].flatMap((node) => {
        const known = old.nodes.get(node.id);
        if (known === undefined)
          return [difference(process.file, node.id, 'added', `流程增加环节${label(node)}`)];
        return describeNode(known) === describeNode(node)
          ? []
          : [difference(process.file, node.id, 'changed', `流程环节${label(node)}有改动`)];
      }),
      ...[...old.nodes.values()].flatMap((node) =>
        process.nodes.has(node.id)
          ? []
          : [difference(process.file, node.id, 'removed', `流程去掉环节${label(node)}`)],
      ),
    ];
  });
}

function fileDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  return [...after.files].flatMap(([path, text]) => {
    if (path.startsWith('forms/') || path.startsWith('processes/')) return [];
    const old = before.files.get(path);
    if (old === text) return [];
    return [
      difference(
        path,
        '',
        old === undefined ? 'added' : 'changed',
        `${path} ${old === undefined ? '是新增的' : '有改动'}`,
      ),
    ];
  });
}
