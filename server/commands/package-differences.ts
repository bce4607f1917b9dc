import type { Difference } from '../../runtime/contract';
import type { FlowNode } from '../../runtime/bpmn';
import { type Field, components, isComponent } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';

/** What differs between two versions of a package, as people read it. */
export function differencesOf(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  return [
    ...formDifferences(before, after),
    ...processDifferences(before, after),
    ...parameterDifferences(before, after),
    ...dictionaryDifferences(before, after),
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

function componentTitle(field: Field): string {
  return isComponent(field.component) ? components[field.component].zh : String(field.component);
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
    changes.push(`由${componentTitle(before)}改为${componentTitle(after)}`);
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

/** What an official would say has changed at a step; what they would not name counts as one change of its settings. */
function stepChanges(before: FlowNode, after: FlowNode, titles: Titles): readonly string[] {
  const changes: string[] = [];
  if (before.name !== after.name) changes.push(`名称由“${before.name}”改为“${after.name}”`);
  if (before.kind !== after.kind) changes.push('类型有改动');
  const [old, now] = [before.userTask, after.userTask];
  if (old !== undefined && now !== undefined) {
    const performers = (task: typeof old): string =>
      [titles.level(task.assignment.level), task.assignment.roles.map(titles.role).join('、')]
        .filter((word) => word !== '')
        .join(' · ');
    if (performers(old) !== performers(now))
      changes.push(`办理人由“${performers(old)}”改为“${performers(now)}”`);
    const days = (task: typeof old): string => task.deadline?.days.source ?? '不限';
    if (days(old) !== days(now)) changes.push(`期限由 ${days(old)} 改为 ${days(now)}`);
    if (old.deadline?.dayType !== now.deadline?.dayType) changes.push('期限口径有改动');
    const results = (task: typeof old): string =>
      task.outcomes?.items.map((item) => item.title).join('、') ?? '';
    if (results(old) !== results(now))
      changes.push(`办理结果由“${results(old)}”改为“${results(now)}”`);
    const rest = (task: typeof old): string =>
      JSON.stringify([task.assignment.separateFrom, task.forms, task.outcomes]);
    if (results(old) === results(now) && rest(old) !== rest(now))
      changes.push('表单或办理设置有改动');
  }
  const actions = (node: FlowNode): string =>
    JSON.stringify(node.action?.parameters.map((one) => [one.name, one.expression.source]) ?? null);
  if (actions(before) !== actions(after)) changes.push('系统动作有改动');
  return changes;
}

/** Flows that lead elsewhere, or under another condition, than before. */
function flowChanges(before: FlowNode, after: FlowNode): readonly string[] {
  return after.outgoing.flatMap((flow) => {
    const known = before.outgoing.find((one) => one.id === flow.id);
    const name = flow.name === '' ? '' : `“${flow.name}”`;
    if (known === undefined) return [`增加去“${labelOf(flow.target)}”的路${name}`];
    const changes: string[] = [];
    if (known.target.id !== flow.target.id)
      changes.push(`路${name}由去“${labelOf(known.target)}”改为去“${labelOf(flow.target)}”`);
    const rule = (one: typeof flow): string => one.condition?.source ?? '无条件';
    if (rule(known) !== rule(flow))
      changes.push(`去“${labelOf(flow.target)}”的条件由 ${rule(known)} 改为 ${rule(flow)}`);
    return changes;
  });
}

function labelOf(node: FlowNode): string {
  return node.name === '' ? node.id : node.name;
}

interface Titles {
  readonly role: (key: string) => string;
  readonly level: (key: string | null) => string;
}

function titlesOf(loaded: LoadedPackage): Titles {
  return {
    role: (key) => loaded.roles.roles.find((one) => one.key === key)?.title ?? key,
    level: (key) =>
      loaded.organization.unitTypes.find((one) => one.key === key)?.title ?? key ?? '',
  };
}

function processDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  const titles = titlesOf(after);
  const gone = [...before.deployment.processes.values()].filter(
    (process) => !after.deployment.processes.has(process.id),
  );
  return [
    ...gone.map((process) =>
      difference(process.file, process.id, 'removed', `去掉流程“${process.name}”`),
    ),
    ...[...after.deployment.processes.values()].flatMap((process) => {
      const old = before.deployment.processes.get(process.id);
      if (old === undefined)
        return [difference(process.file, process.id, 'added', `增加流程“${process.name}”`)];
      const name = after.deployment.processes.size > 1 ? `流程“${process.name}”` : '流程';
      return [
        ...(old.name === process.name
          ? []
          : [
              difference(
                process.file,
                process.id,
                'changed',
                `流程名称由“${old.name}”改为“${process.name}”`,
              ),
            ]),
        ...[...process.nodes.values()].flatMap((node) => {
          const known = old.nodes.get(node.id);
          if (known === undefined)
            return [
              difference(process.file, node.id, 'added', `${name}增加环节“${labelOf(node)}”`),
            ];
          return [...stepChanges(known, node, titles), ...flowChanges(known, node)].map((change) =>
            difference(process.file, node.id, 'changed', `${name}环节“${labelOf(node)}”${change}`),
          );
        }),
        ...[...old.nodes.values()].flatMap((node) =>
          process.nodes.has(node.id)
            ? []
            : [difference(process.file, node.id, 'removed', `${name}去掉环节“${labelOf(node)}”`)],
        ),
      ];
    }),
  ];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parameterDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  const path = 'parameters.json';
  const old = new Map(before.parameters.parameters.map((one) => [one.key, one]));
  const now = new Map(after.parameters.parameters.map((one) => [one.key, one]));
  return [
    ...[...now.values()].flatMap((one) => {
      const known = old.get(one.key);
      const name = `参数“${one.title}”`;
      const unit = one.unit ?? '';
      if (known === undefined)
        return [difference(path, one.key, 'added', `增加${name}：${shown(one.value)}${unit}`)];
      const changes: string[] = [];
      if (known.title !== one.title) changes.push(`名称由“${known.title}”改为“${one.title}”`);
      if (shown(known.value) !== shown(one.value))
        changes.push(`由 ${shown(known.value)} 改为 ${shown(one.value)}${unit}`);
      if (JSON.stringify(known.values) !== JSON.stringify(one.values))
        changes.push('分日期的值有改动');
      if (changes.length === 0 && JSON.stringify(known) !== JSON.stringify(one))
        changes.push('说明有改动');
      return changes.map((change) => difference(path, one.key, 'changed', `${name}${change}`));
    }),
    ...[...old.values()]
      .filter((one) => !now.has(one.key))
      .map((one) => difference(path, one.key, 'removed', `去掉参数“${one.title}”`)),
  ];
}

function dictionaryDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  const keys = new Set([...before.dictionaries.keys(), ...after.dictionaries.keys()]);
  return [...keys].flatMap((key) => {
    const path = `dictionaries/${key}.json`;
    const [old, now] = [before.dictionaries.get(key), after.dictionaries.get(key)];
    if (old === undefined) return [difference(path, '', 'added', `增加字典“${now?.title ?? key}”`)];
    if (now === undefined) return [difference(path, '', 'removed', `去掉字典“${old.title}”`)];
    const name = `字典“${now.title}”`;
    const items = now.items.flatMap((item) => {
      const known = old.items.find((one) => one.value === item.value);
      if (known === undefined)
        return [difference(path, item.value, 'added', `${name}增加选项“${item.label}”`)];
      const changes: string[] = [];
      if (known.label !== item.label) changes.push(`“${known.label}”改为“${item.label}”`);
      if (known.disabled !== item.disabled)
        changes.push(item.disabled === true ? `停用“${item.label}”` : `恢复“${item.label}”`);
      return changes.map((change) => difference(path, item.value, 'changed', `${name}${change}`));
    });
    const gone = old.items
      .filter((item) => !now.items.some((one) => one.value === item.value))
      .map((item) => difference(path, item.value, 'removed', `${name}去掉选项“${item.label}”`));
    const changes = [...items, ...gone];
    if (changes.length > 0 || JSON.stringify(old) === JSON.stringify(now)) return changes;
    return [difference(path, '', 'changed', `${name}的名称或顺序有改动`)];
  });
}

const OTHER_FILES: ReadonlyArray<readonly [pattern: RegExp, title: string]> = [
  [/^manifest\.json$/, '业务包说明'],
  [/^organization\.json$/, '组织机构'],
  [/^roles\.json$/, '角色'],
  [/^entities\//, '档案类型'],
  [/^ledgers\//, '台账'],
  [/^scenarios\//, '场景'],
];

/** Files whose changes are not taken apart: which of them, by the title that people know. */
function fileDifferences(before: LoadedPackage, after: LoadedPackage): readonly Difference[] {
  return [...new Set([...before.files.keys(), ...after.files.keys()])].flatMap((path) => {
    const kind = OTHER_FILES.find(([pattern]) => pattern.test(path))?.[1];
    const [old, now] = [before.files.get(path), after.files.get(path)];
    if (kind === undefined || old === now) return [];
    const title = /"title":\s*"([^"]*)"/.exec(now ?? old ?? '')?.[1];
    const name = path.includes('/') && title !== undefined ? `${kind}“${title}”` : kind;
    if (old === undefined) return [difference(path, '', 'added', `增加${name}`)];
    if (now === undefined) return [difference(path, '', 'removed', `去掉${name}`)];
    return [difference(path, '', 'changed', `${name}有改动`)];
  });
}
