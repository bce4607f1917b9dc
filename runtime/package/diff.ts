import type { FlowNode, ProcessDefinition } from '../bpmn';
import type { Field } from '../form';
import type { LoadedPackage } from './load';

/** One difference between two versions of a package, in a sentence. */
export interface PackageDifference {
  /** The file in which it lies. */
  readonly path: string;
  /** The field, step, parameter … by key; `''` for the whole file. */
  readonly element: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly sentence: string;
}

type Change = Omit<PackageDifference, 'path'>;

/** What differs between two versions of a package, as people read it: 「附件1增加字段“联系微信”」. Pure. */
export function packageDifferences(
  before: LoadedPackage,
  after: LoadedPackage,
): readonly PackageDifference[] {
  return [
    ...listed(before.forms, after.forms, (key) => `forms/${key}.form.json`, formOf),
    ...listed(
      before.deployment.processes,
      after.deployment.processes,
      (key) =>
        (after.deployment.processes.get(key) ?? before.deployment.processes.get(key))?.file ?? '',
      processOf,
    ),
    ...listed(before.ledgers, after.ledgers, (key) => `ledgers/${key}.json`, ledgerOf),
    ...listed(before.dictionaries, after.dictionaries, (key) => `dictionaries/${key}.json`, {
      noun: '字典',
      title: (dictionary) => dictionary.title,
      changes: (old, now) =>
        keyed(
          '选项',
          byKey(old.items, (item) => item.value),
          byKey(now.items, (item) => item.value),
          (item) => item.label,
        ),
    }),
    ...inFile('parameters.json', parameterChanges(before, after)),
    ...inFile(
      'roles.json',
      keyed(
        '角色',
        byKey(before.roles.roles, (role) => role.key),
        byKey(after.roles.roles, (role) => role.key),
        (role) => role.title,
      ),
    ),
    ...inFile(
      'organization.json',
      keyed(
        '单位',
        byKey(before.organization.units, (unit) => unit.code),
        byKey(after.organization.units, (unit) => unit.code),
        (unit) => unit.name,
      ),
    ),
    ...inFile(
      'calendar.json',
      keyed(
        '节假日',
        byKey(before.calendar?.years ?? [], ({ year }) => String(year)),
        byKey(after.calendar?.years ?? [], ({ year }) => String(year)),
        ({ year }) => `${year} 年`,
      ),
    ),
    ...otherFiles(before, after),
  ];
}

interface Kind<T> {
  readonly noun: string;
  title(one: T): string;
  changes(old: T, now: T): readonly Change[];
}

function inFile(path: string, changes: readonly Change[]): readonly PackageDifference[] {
  return changes.map((change) => ({ path, ...change }));
}

function listed<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  pathOf: (key: string) => string,
  kind: Kind<T>,
): readonly PackageDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const old = before.get(key);
    const now = after.get(key);
    const whole = (change: 'added' | 'removed', verb: string, one: T): readonly Change[] => [
      { element: '', kind: change, sentence: `${verb}${kind.noun}“${kind.title(one)}”` },
    ];
    if (old === undefined)
      return now === undefined ? [] : inFile(pathOf(key), whole('added', '增加', now));
    if (now === undefined) return inFile(pathOf(key), whole('removed', '去掉', old));
    return inFile(pathOf(key), kind.changes(old, now));
  });
}

function byKey<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}

/** Things of one kind that have a key and a name: added, removed, renamed, otherwise changed. */
function keyed<T>(
  noun: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  nameOf: (one: T) => string,
  describe: (old: T, now: T) => readonly string[] = () => [],
): readonly Change[] {
  const added = [...after].flatMap(([element, now]): readonly Change[] => {
    const old = before.get(element);
    const name = `“${nameOf(now)}”`;
    if (old === undefined) return [{ element, kind: 'added', sentence: `增加${noun}${name}` }];
    const said = describe(old, now);
    const renamed =
      nameOf(old) === nameOf(now) ? [] : [`名称由“${nameOf(old)}”改为“${nameOf(now)}”`];
    const changes = [...renamed, ...said];
    if (changes.length === 0 && JSON.stringify(plain(old)) !== JSON.stringify(plain(now)))
      changes.push('有改动');
    return changes.map((change) => ({
      element,
      kind: 'changed',
      sentence: `${noun}${name}${change}`,
    }));
  });
  const removed = [...before].flatMap(([element, old]): readonly Change[] =>
    after.has(element)
      ? []
      : [{ element, kind: 'removed', sentence: `去掉${noun}“${nameOf(old)}”` }],
  );
  return [...added, ...removed];
}

/** What is told fact by fact is compared by `describe`. */
function plain(one: unknown): unknown {
  return typeof one === 'object' && one !== null && 'isTold' in one ? null : one;
}

function fromTo(what: string, old: unknown, now: unknown): readonly string[] {
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  const say = (value: unknown): string =>
    value === undefined || value === null || value === ''
      ? '无'
      : typeof value === 'string'
        ? `“${value}”`
        : JSON.stringify(value);
  return [`${what}由${say(old)}改为${say(now)}`];
}

/** A thing with only what is told of it, so that the rest (its place in a tree) does not count as a change. */
interface Told {
  readonly isTold: true;
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

function told(name: string, facts: Readonly<Record<string, unknown>>): Told {
  return { isTold: true, name, facts };
}

function toldChanges(
  noun: string,
  before: ReadonlyMap<string, Told>,
  after: ReadonlyMap<string, Told>,
): readonly Change[] {
  return keyed(
    noun,
    before,
    after,
    (one) => one.name,
    (old, now) =>
      Object.keys(now.facts).flatMap((fact) => fromTo(fact, old.facts[fact], now.facts[fact])),
  );
}

function fieldFacts(field: Field): Told {
  const { schema } = field;
  const rules = schema['x-banshi']?.rules ?? [];
  return told(field.title, {
    组件: field.component,
    必填: field.required ? '是' : '否',
    必填条件: field.requiredWhen?.source,
    显示条件: field.visible?.source,
    可编辑条件: field.editable?.source,
    计算: field.compute?.source,
    预填: field.prefill?.source,
    默认值: schema.default,
    选项: field.options?.map((option) => option.label).join('、'),
    字典: field.dictionary,
    最小值: schema.minimum,
    最大值: schema.maximum,
    最少字数: schema.minLength,
    最多字数: schema.maxLength,
    格式: schema.pattern,
    再次办理时: field.isRenewed ? '重新填写' : '保留',
    掩码: field.mask,
    校验: rules.map((rule) => `${rule.id}:${rule.assert}(${rule.message})`).join(';'),
    组件属性: schema['x-component-props'],
    说明: schema.description,
  });
}

const formOf: Kind<LoadedPackage['forms'] extends ReadonlyMap<string, infer F> ? F : never> = {
  noun: '表单',
  title: (form) => form.title,
  changes: (old, now) => {
    const name = `“${now.document.annex ?? now.title}”`;
    const facts = (form: typeof now): ReadonlyMap<string, Told> =>
      new Map([...form.byPath].map(([path, field]) => [path, fieldFacts(field)]));
    const title = fromTo('名称', old.title, now.title).map((said): Change => ({
      element: '',
      kind: 'changed',
      sentence: `表单${said}`,
    }));
    const rest = (form: typeof now): string =>
      JSON.stringify([form.document.print, form.document.schema['x-banshi']?.rules]);
    const print: readonly Change[] =
      rest(old) === rest(now)
        ? []
        : [{ element: '', kind: 'changed', sentence: `${name}的打印格式或整表校验有改动` }];
    const fields = toldChanges('字段', facts(old), facts(now));
    return [
      ...title,
      ...fields.map((change) => ({ ...change, sentence: `${name}${change.sentence}` })),
      ...print,
    ];
  },
};

function nameOfNode(node: FlowNode): string {
  return node.name === '' ? node.id : node.name;
}

function nodeFacts(node: FlowNode): Told {
  const task = node.userTask;
  return told(nameOfNode(node), {
    类型: node.kind,
    下一步: node.outgoing
      .map((flow) =>
        [nameOfNode(flow.target), flow.condition && `(${flow.condition.source})`].join(''),
      )
      .join('、'),
    办理角色: task?.assignment.roles.join('、'),
    办理级别: task?.assignment.level,
    办理人: task && [
      task.assignment.people,
      task.assignment.peopleRules.map((rule) => rule.source),
      task.assignment.performerOf,
      task.assignment.from?.source ?? null,
    ],
    回避: task?.assignment.separateFrom.join('、'),
    表单: task?.forms.map((form) => [form.key, form.variable, form.access, form.fields]),
    结果: task?.outcomes?.items.map((item) => item.title).join('、'),
    抄送: node.copies?.map((copy) => [copy.when, copy.roles, copy.level, copy.people]),
    期限: task?.deadline?.days.source,
    动作: node.action?.parameters.map((one) => [one.name, one.expression.source]),
    事件: node.events.map((event) =>
      'timer' in event ? [event.kind, timerOf(event)] : event.kind,
    ),
  });
}

function timerOf(event: { readonly timer: { readonly value: unknown } }): unknown {
  const { value } = event.timer;
  return typeof value === 'object' && value !== null && 'source' in value ? value.source : value;
}

const processOf: Kind<ProcessDefinition> = {
  noun: '流程',
  title: (process) => process.name,
  changes: (old, now) => {
    const facts = (process: ProcessDefinition): ReadonlyMap<string, Told> =>
      new Map([...process.nodes].map(([id, node]) => [id, nodeFacts(node)]));
    const before = facts(old);
    return toldChanges('环节', before, facts(now)).map((change) =>
      change.kind === 'added' ? { ...change, sentence: insertedAt(change, old, now) } : change,
    );
  },
};

/** 「在“村组评议”与“发布村内公示”之间增加环节“村民代表会”」 */
function insertedAt(change: Change, old: ProcessDefinition, now: ProcessDefinition): string {
  const node = now.nodes.get(change.element);
  const before = node?.incoming.map((flow) => flow.source).find((one) => old.nodes.has(one.id));
  const after = node?.outgoing.map((flow) => flow.target).find((one) => old.nodes.has(one.id));
  if (before === undefined || after === undefined) return change.sentence;
  return `在“${nameOfNode(before)}”与“${nameOfNode(after)}”之间${change.sentence}`;
}

const ledgerOf: Kind<LoadedPackage['ledgers'] extends ReadonlyMap<string, infer L> ? L : never> = {
  noun: '台账',
  title: (ledger) => ledger.definition.title,
  changes: (old, now) => {
    const columns = ({ definition }: typeof now): ReadonlyMap<string, Told> =>
      new Map(
        definition.columns.map((column) => [
          column.key,
          told(column.title, {
            算法: column.expression,
            类型: column.type,
            掩码: column.mask,
            分组: column.group,
          }),
        ]),
      );
    const name = `“${now.definition.title}”`;
    const whole = [
      ...fromTo('名称', old.definition.title, now.definition.title),
      ...fromTo('筛选', old.definition.filter, now.definition.filter),
      ...fromTo('排序', old.definition.sort, now.definition.sort),
      ...fromTo('合计', old.definition.totals, now.definition.totals),
    ].map((said): Change => ({ element: '', kind: 'changed', sentence: `${name}${said}` }));
    const changes = toldChanges('栏目', columns(old), columns(now));
    return [
      ...whole,
      ...changes.map((change) => ({ ...change, sentence: `${name}${change.sentence}` })),
    ];
  },
};

function parameterChanges(before: LoadedPackage, after: LoadedPackage): readonly Change[] {
  const facts = ({ parameters }: LoadedPackage): ReadonlyMap<string, Told> =>
    new Map(
      parameters.parameters.map((one) => [
        one.key,
        told(one.title, { 值: one.value, 分期取值: one.values, 单位: one.unit, 依据: one.basis }),
      ]),
    );
  return toldChanges('参数', facts(before), facts(after));
}

/** Files of which no more is said than that they differ. */
function otherFiles(before: LoadedPackage, after: LoadedPackage): readonly PackageDifference[] {
  const isOther = (path: string): boolean => /^(entities|scenarios)\//.test(path);
  const of = (loaded: LoadedPackage): ReadonlyMap<string, string> =>
    new Map([...loaded.files].filter(([path]) => isOther(path)));
  return keyed('文件', of(before), of(after), () => '').map((change) => ({
    ...change,
    path: change.element,
    element: '',
    sentence: {
      added: `增加文件 ${change.element}`,
      removed: `去掉文件 ${change.element}`,
      changed: `文件 ${change.element} 有改动`,
    }[change.kind],
  }));
}
