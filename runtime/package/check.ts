import type { FlowNode, ProcessDefinition } from '../bpmn';
import type { FormModel } from '../form';
import { type Problem, type ProblemSeverity, nearName } from '../kernel';
import { formatMessage } from '../messages/format';
import { packageMessages } from '../messages/package';
import { checkWorkingDeadlines } from './calendar';
import type { Scenario } from './files';
import type { LoadedPackage } from './load';
import { packageProblem } from './problems';
import { producedVariables } from './variables';

/** What service tasks may do; the server and the scenario runner have a handler for each. */
const ACTIONS = new Set(['saveRecord']);

/** Finds references across files that lead nowhere. */
export function checkReferences(loaded: LoadedPackage): readonly Problem[] {
  const checker = new ReferenceChecker(loaded);
  checker.checkOrganization();
  checker.checkDictionaries();
  checker.checkEntities();
  checker.checkLedgers();
  checker.checkForms();
  const { processes, calendar } = loaded.deployment;
  for (const process of processes.values()) {
    checker.checkProcess(process);
    checker.problems.push(...checkWorkingDeadlines(process, loaded.manifest, calendar));
  }
  for (const scenario of loaded.scenarios) checker.checkScenario(scenario);
  return checker.problems;
}

class ReferenceChecker {
  readonly problems: Problem[] = [];
  private readonly roles: ReadonlySet<string>;
  private readonly unitTypes: ReadonlySet<string>;
  private readonly parameters: ReadonlySet<string>;

  constructor(private readonly loaded: LoadedPackage) {
    this.roles = new Set(loaded.roles.roles.map((role) => role.key));
    this.unitTypes = new Set(loaded.organization.unitTypes.map((type) => type.key));
    this.parameters = new Set(loaded.parameters.parameters.map((parameter) => parameter.key));
  }

  checkOrganization(): void {
    const codes = new Set<string>();
    this.loaded.organization.units.forEach((unit, index) => {
      const place = `/units/${index}`;
      if (codes.has(unit.code))
        this.report('PKG-DUPLICATE', 'organization.json', place, { kind: '单位', key: unit.code });
      codes.add(unit.code);
      if (!this.unitTypes.has(unit.type)) {
        this.unknown(
          'PKG-UNKNOWN-LEVEL',
          'organization.json',
          place,
          { element: unit.name, name: unit.type },
          this.unitTypes,
        );
      }
      if (unit.parent !== undefined && this.loaded.units.get(unit.parent) === undefined) {
        this.report('PKG-UNKNOWN-PARENT', 'organization.json', place, {
          element: unit.name,
          name: unit.parent,
        });
      }
    });
    this.loaded.roles.roles.forEach((role, index) => {
      if (!this.unitTypes.has(role.unitType)) {
        this.unknown(
          'PKG-UNKNOWN-LEVEL',
          'roles.json',
          `/roles/${index}`,
          { element: role.title, name: role.unitType },
          this.unitTypes,
        );
      }
    });
  }

  /** Items of a tree that hang on nothing. */
  checkDictionaries(): void {
    for (const { key, items } of this.loaded.dictionaries.values()) {
      const values = items.map((item) => item.value);
      items.forEach(({ label, value, parent }, index) => {
        if (parent === undefined || (parent !== value && values.includes(parent))) return;
        const params = { element: label, name: parent };
        const file = `dictionaries/${key}.json`;
        this.unknown('PKG-UNKNOWN-ITEM', file, `/items/${index}`, params, values);
      });
    }
  }

  checkEntities(): void {
    for (const entity of this.loaded.entities.values()) {
      const file = `entities/${entity.key}.json`;
      const fields = entity.fields.map((field) => field.path);
      const named = [
        ...entity.identity,
        ...(entity.unique ?? []).map((path) => path.split('.')[0]),
        entity.unit,
        entity.category,
        entity.members,
      ];
      for (const path of named) {
        if (path !== undefined && !fields.includes(path))
          this.unknown(
            'PKG-UNKNOWN-FIELD',
            file,
            '',
            { element: entity.title, name: path },
            fields,
          );
      }
      entity.fields.forEach(({ title, dictionary }, index) => {
        if (dictionary !== undefined && !this.loaded.dictionaries.has(dictionary)) {
          this.unknown(
            'PKG-UNKNOWN-DICTIONARY',
            file,
            `/fields/${index}`,
            { element: title, name: dictionary },
            this.loaded.dictionaries.keys(),
          );
        }
      });
    }
  }

  checkLedgers(): void {
    for (const { definition, columns } of this.loaded.ledgers.values()) {
      const file = `ledgers/${definition.key}.json`;
      const element = definition.title;
      if (!this.unitTypes.has(definition.level)) {
        const name = definition.level;
        this.unknown('PKG-UNKNOWN-LEVEL', file, '/level', { element, name }, this.unitTypes);
      }
      const keys = definition.columns.map((column) => column.key);
      for (const part of ['sort', 'totals'] as const) {
        for (const key of definition[part] ?? []) {
          const name = key.replace(/^-/, '');
          if (!keys.includes(name))
            this.unknown('PKG-UNKNOWN-COLUMN', file, `/${part}`, { element, name }, keys);
        }
      }
      const entity = this.loaded.entities.get(definition.entity);
      if (entity === undefined) {
        const name = definition.entity;
        const known = this.loaded.entities.keys();
        this.unknown('PKG-UNKNOWN-ENTITY', file, '/entity', { element, name }, known);
        continue;
      }
      const fields = entity.fields.map((field) => field.path);
      columns.forEach(({ expression }, index) => {
        const title = definition.columns[index]?.title ?? '';
        for (const read of expression.reads) {
          const [name = ''] = read.split('.');
          if (name === '' || name.startsWith('$') || fields.includes(name)) continue;
          const place = `/columns/${index}/expression`;
          this.unknown('PKG-UNKNOWN-FIELD', file, place, { element: title, name }, fields);
        }
      });
    }
  }

  /** Forms that no step shows, and fields that are unique among records that there are not. */
  checkForms(): void {
    const used = new Set(
      [...this.loaded.deployment.processes.values()].flatMap((process) =>
        [...process.nodes.values()].flatMap(
          (node) => node.userTask?.forms.map((form) => form.key) ?? [],
        ),
      ),
    );
    const kinds = [...this.loaded.entities.keys()];
    for (const [key, form] of this.loaded.forms) {
      const file = `forms/${key}.form.json`;
      for (const { title, unique = '' } of form.uniqueFields) {
        if (kinds.includes(unique)) continue;
        const params = { element: title, name: unique };
        this.unknown('PKG-UNKNOWN-ENTITY', file, '/schema', params, kinds);
      }
      if (used.has(key)) continue;
      const params = { element: form.title };
      this.problems.push(packageProblem('PKG-UNUSED-FORM', file, '', params, 'warning'));
    }
  }

  checkScenario(scenario: Scenario): void {
    const file = `scenarios/${scenario.key}.json`;
    const element = scenario.title;
    for (const [name, actor] of Object.entries(scenario.actors)) {
      const place = `/actors/${name}`;
      if (!this.roles.has(actor.role))
        this.unknown('PKG-UNKNOWN-ROLE', file, place, { element, name: actor.role }, this.roles);
      if (this.loaded.units.get(actor.unit) === undefined)
        this.report('PKG-UNKNOWN-UNIT', file, place, { element, name: actor.unit });
    }
    const { processes } = this.loaded.deployment;
    const process = processes.get(scenario.start.process);
    if (process === undefined) {
      const name = scenario.start.process;
      this.unknown('PKG-UNKNOWN-PROCESS', file, '/start', { element, name }, processes.keys());
    }
    const elements = new Set([...processes.values()].flatMap((one) => [...one.nodes.keys()]));
    const actors = Object.keys(scenario.actors);
    const checkActor = (name: string, place: string): void => {
      if (!actors.includes(name))
        this.unknown('PKG-UNKNOWN-ACTOR', file, place, { element, name }, actors);
    };
    const checkElement = (name: string, place: string): void => {
      if (!elements.has(name) && scenario.suspended === undefined)
        this.unknown('PKG-UNKNOWN-ELEMENT', file, place, { element, name }, elements);
    };
    checkActor(scenario.start.as, '/start/as');
    checkElement(scenario.start.startEvent, '/start/startEvent');
    scenario.steps.forEach((step, index) => {
      if ('as' in step) checkActor(step.as, `/steps/${index}/as`);
      if ('complete' in step) checkElement(step.complete, `/steps/${index}/complete`);
    });
  }

  checkProcess(process: ProcessDefinition): void {
    const produced = producedVariables(process, this.loaded.forms);
    this.checkSearchVariables(process, produced);
    for (const node of process.nodes.values()) {
      if (node.userTask !== undefined) this.checkUserTask(process, node);
      this.checkCopies(process, node);
      if (node.matter !== undefined) this.checkMatter(process, node);
      if (node.action !== undefined) this.checkAction(process, node);
      this.checkSenders(process, node);
      for (const { reads } of expressionsOf(node)) {
        this.checkParameters(process, node, reads);
        this.checkVariables(process, node, reads, produced);
      }
    }
  }

  private checkCopies(process: ProcessDefinition, node: FlowNode): void {
    const element = node.name || node.id;
    for (const { roles, level } of node.copies ?? []) {
      for (const role of roles) {
        if (!this.roles.has(role)) this.unknownRole(process, node.id, element, role);
      }
      if (level !== null && !this.unitTypes.has(level)) {
        const params = { element, name: level };
        this.unknown('PKG-UNKNOWN-LEVEL', process.file, node.id, params, this.unitTypes);
      }
    }
  }

  private checkUserTask(process: ProcessDefinition, node: FlowNode): void {
    const task = node.userTask;
    if (task === undefined) return;
    const element = node.name || node.id;
    const { assignment, forms, outcomes } = task;
    const { people, peopleRules, performerOf } = assignment;
    const named = people.length + peopleRules.length + performerOf.length;
    if (assignment.roles.length + named === 0 && assignment.assignee === undefined) {
      this.report('PKG-NO-PERFORMER', process.file, node.id, { element });
    }
    for (const role of assignment.roles) {
      if (!this.roles.has(role)) this.unknownRole(process, node.id, element, role);
    }
    if (assignment.level !== null && !this.unitTypes.has(assignment.level)) {
      const params = { element, name: assignment.level };
      this.unknown('PKG-UNKNOWN-LEVEL', process.file, node.id, params, this.unitTypes);
    }
    for (const separate of [...assignment.separateFrom, ...performerOf]) {
      if (separate !== '*' && !process.nodes.has(separate)) {
        const known = process.nodes.keys();
        const params = { element, name: separate };
        this.unknown('PKG-UNKNOWN-ELEMENT', process.file, node.id, params, known);
      }
    }
    for (const form of forms) {
      const model = this.loaded.forms.get(form.key);
      if (model === undefined) {
        const known = this.loaded.forms.keys();
        const params = { element, name: form.key };
        this.unknown('PKG-UNKNOWN-FORM', process.file, node.id, params, known);
        continue;
      }
      for (const path of Object.keys(form.fields)) this.checkField(process, node, model, path);
    }
    const form = forms.find((one) => one.key === outcomes?.form) ?? forms[0];
    const model = form === undefined ? undefined : this.loaded.forms.get(form.key);
    const places = [
      [outcomes?.resultField, 'result'],
      [outcomes?.opinionField, 'text'],
    ] as const;
    for (const [path, part] of places) {
      if (path === null || path === undefined || model === undefined) continue;
      const isPart = path.endsWith(`.${part}`);
      const around = isPart ? model.byPath.get(path.slice(0, -part.length - 1)) : undefined;
      if (around?.kind !== 'opinion') this.checkField(process, node, model, path);
    }
  }

  private checkField(
    process: ProcessDefinition,
    node: FlowNode,
    model: FormModel,
    path: string,
  ): void {
    if (!model.byPath.has(path)) {
      const params = { element: node.name || node.id, name: path };
      this.unknown('PKG-UNKNOWN-FIELD', process.file, node.id, params, model.byPath.keys());
    }
  }

  /** Operators can search only by what a form of the process holds, or an open process may produce. */
  private checkSearchVariables(
    process: ProcessDefinition,
    { variables, isOpen }: ReturnType<typeof producedVariables>,
  ): void {
    for (const path of process.searchVariables ?? []) {
      const [variable = '', ...field] = path.split('.');
      const forms = variables.get(variable);
      const isField = forms?.some((form) => form.byPath.has(field.join('.'))) ?? false;
      const isKnown = forms === undefined ? isOpen : forms.length === 0 || isField;
      if (isKnown) continue;
      const params = { element: process.name, name: path };
      this.report('PKG-UNKNOWN-VARIABLE', process.file, process.id, params);
    }
  }

  private checkMatter(process: ProcessDefinition, node: FlowNode): void {
    const element = node.matter?.title ?? node.id;
    for (const role of node.matter?.starterRoles ?? []) {
      if (!this.roles.has(role)) this.unknownRole(process, node.id, element, role);
    }
    const task = node.outgoing[0]?.target;
    if (
      node.outgoing.length !== 1 ||
      task?.userTask === undefined ||
      task.userTask.forms.length === 0
    ) {
      this.report('PKG-MATTER', process.file, node.id, { element });
    }
  }

  private checkAction(process: ProcessDefinition, node: FlowNode): void {
    const type = node.action?.type ?? '';
    if (!ACTIONS.has(type)) {
      const params = { element: node.name || node.id, name: type };
      this.unknown('PKG-UNKNOWN-ACTION', process.file, node.id, params, ACTIONS);
      return;
    }
    this.checkSaved(process, node);
  }

  private unknownRole(
    process: ProcessDefinition,
    place: string,
    element: string,
    name: string,
  ): void {
    this.unknown('PKG-UNKNOWN-ROLE', process.file, place, { element, name }, this.roles);
  }

  private checkSenders(process: ProcessDefinition, node: FlowNode): void {
    for (const event of node.events) {
      if (event.kind !== 'message') continue;
      for (const role of event.sender?.roles ?? []) {
        if (!this.roles.has(role))
          this.unknownRole(process, node.id, event.sender?.title ?? node.id, role);
      }
    }
  }

  /** The record type and status of `saveRecord`, where they are written out. */
  private checkSaved(process: ProcessDefinition, node: FlowNode): void {
    const element = node.name || node.id;
    const literal = (name: string): string | undefined => {
      const found = node.action?.parameters.find((parameter) => parameter.name === name);
      return /^\s*(['"])([^'"]*)\1\s*$/.exec(found?.expression.source ?? '')?.[2];
    };
    const key = literal('entity');
    if (key === undefined) return;
    const entity = this.loaded.entities.get(key);
    if (entity === undefined) {
      const known = this.loaded.entities.keys();
      this.unknown('PKG-UNKNOWN-ENTITY', process.file, node.id, { element, name: key }, known);
      return;
    }
    const status = literal('status');
    const statuses = entity.statuses.map((one) => one.value);
    if (status !== undefined && !statuses.includes(status)) {
      const params = { element, name: status };
      this.unknown('PKG-UNKNOWN-STATUS', process.file, node.id, params, statuses);
    }
  }

  /** What a rule reads and no form, action or message before it gives. */
  private checkVariables(
    process: ProcessDefinition,
    node: FlowNode,
    reads: readonly string[],
    produced: ReturnType<typeof producedVariables>,
  ): void {
    const element = node.name || node.id;
    for (const read of reads) {
      const [variable = '', ...rest] = read.replace(/^\$case\.forms\./, '').split('.');
      if (variable === '' || variable.startsWith('$')) continue;
      const known = produced.variables.get(variable);
      if (known === undefined) {
        if (!produced.isOpen) {
          const params = { element, name: variable };
          const names = produced.variables.keys();
          const code = 'PKG-UNKNOWN-VARIABLE';
          this.unknown(code, process.file, node.id, params, names, 'warning');
        }
        continue;
      }
      const path = rest.join('.');
      if (known.length > 0 && path !== '' && !known.some((form) => hasPath(form, path))) {
        const fields = known.flatMap((form) => [...form.byPath.keys()]);
        const params = { element, name: path };
        this.unknown('PKG-UNKNOWN-FIELD', process.file, node.id, params, fields);
      }
    }
  }

  private checkParameters(
    process: ProcessDefinition,
    node: FlowNode,
    reads: readonly string[],
  ): void {
    for (const read of reads) {
      const name = /^\$params\.([^.]+)/.exec(read)?.[1];
      if (name !== undefined && !this.parameters.has(name)) {
        const params = { element: node.name || node.id, name };
        this.unknown('PKG-UNKNOWN-PARAMETER', process.file, node.id, params, this.parameters);
      }
    }
  }

  /** A name that leads nowhere, with the one that was most likely meant. */
  private unknown(
    code: Parameters<typeof packageProblem>[0],
    file: string,
    place: string,
    params: { readonly element: string; readonly name: string },
    known: Iterable<string>,
    severity: ProblemSeverity = 'error',
  ): void {
    const problem = packageProblem(code, file, place, params, severity);
    const near = nearName(params.name, known);
    const message =
      near === undefined
        ? problem.message
        : formatMessage(packageMessages, 'PKG-SUGGESTION', {
            sentence: problem.message,
            name: near,
          });
    this.problems.push({ ...problem, message });
  }

  private report(
    code: Parameters<typeof packageProblem>[0],
    file: string,
    place: string,
    params: Readonly<Record<string, string>>,
  ): void {
    this.problems.push(packageProblem(code, file, place, params));
  }
}

/** A field, or something inside a value such as a signature's name. */
function hasPath(form: FormModel, path: string): boolean {
  for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const field = form.byPath.get(at);
    if (field !== undefined) return at === path || !['rows', 'group'].includes(field.kind);
  }
  return false;
}

/** Every rule that a node evaluates when it runs. */
function expressionsOf(node: FlowNode): ReadonlyArray<{ readonly reads: readonly string[] }> {
  const timers = node.events.flatMap((event) =>
    event.kind === 'timer' && typeof event.timer.value !== 'string' ? [event.timer.value] : [],
  );
  return [
    ...node.outgoing.flatMap((flow) => flow.condition ?? []),
    ...(node.action?.parameters.map((parameter) => parameter.expression) ?? []),
    ...(node.userTask?.deadline === null || node.userTask?.deadline === undefined
      ? []
      : [node.userTask.deadline.days]),
    ...timers,
    ...assignmentRules(node),
    ...(node.script === undefined ? [] : [node.script]),
  ];
}

function assignmentRules({
  userTask,
}: FlowNode): ReadonlyArray<{ readonly reads: readonly string[] }> {
  if (userTask === undefined) return [];
  const { unit, assignee, peopleRules } = userTask.assignment;
  return [unit, assignee, ...peopleRules].filter((rule) => rule !== undefined);
}
