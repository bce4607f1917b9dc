import type { FlowNode, ProcessDefinition } from '../bpmn';
import type { FormModel } from '../form';
import type { Problem } from '../kernel';
import type { LoadedPackage } from './load';
import { packageProblem } from './problems';

/** What service tasks may do; the server and the scenario runner have a handler for each. */
const ACTIONS = new Set(['saveRecord']);

/** Finds references across files that lead nowhere. */
export function checkReferences(loaded: LoadedPackage): readonly Problem[] {
  const checker = new ReferenceChecker(loaded);
  checker.checkOrganization();
  checker.checkLedgers();
  for (const process of loaded.deployment.processes.values()) checker.checkProcess(process);
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
        this.report('PKG-UNKNOWN-LEVEL', 'organization.json', place, {
          element: unit.name,
          name: unit.type,
        });
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
        this.report('PKG-UNKNOWN-LEVEL', 'roles.json', `/roles/${index}`, {
          element: role.title,
          name: role.unitType,
        });
      }
    });
  }

  checkLedgers(): void {
    for (const { definition } of this.loaded.ledgers.values()) {
      if (!this.loaded.entities.has(definition.entity)) {
        this.report('PKG-UNKNOWN-ENTITY', `ledgers/${definition.key}.json`, '/entity', {
          element: definition.title,
          name: definition.entity,
        });
      }
    }
  }

  checkProcess(process: ProcessDefinition): void {
    for (const node of process.nodes.values()) {
      if (node.userTask !== undefined) this.checkUserTask(process, node);
      if (node.matter !== undefined) this.checkMatter(process, node);
      if (node.action !== undefined) this.checkAction(process, node);
      for (const expression of expressionsOf(node))
        this.checkParameters(process, node, expression.reads);
    }
  }

  private checkUserTask(process: ProcessDefinition, node: FlowNode): void {
    const task = node.userTask;
    if (task === undefined) return;
    const element = node.name || node.id;
    const { assignment, forms, outcomes } = task;
    if (assignment.roles.length === 0 && assignment.assignee === undefined) {
      this.report('PKG-NO-PERFORMER', process.file, node.id, { element });
    }
    for (const role of assignment.roles) {
      if (!this.roles.has(role))
        this.report('PKG-UNKNOWN-ROLE', process.file, node.id, { element, name: role });
    }
    if (assignment.level !== null && !this.unitTypes.has(assignment.level)) {
      this.report('PKG-UNKNOWN-LEVEL', process.file, node.id, { element, name: assignment.level });
    }
    for (const separate of assignment.separateFrom) {
      if (!process.nodes.has(separate)) {
        this.report('PKG-UNKNOWN-ELEMENT', process.file, node.id, { element, name: separate });
      }
    }
    for (const form of forms) {
      const model = this.loaded.forms.get(form.key);
      if (model === undefined) {
        this.report('PKG-UNKNOWN-FORM', process.file, node.id, { element, name: form.key });
        continue;
      }
      for (const path of Object.keys(form.fields)) this.checkField(process, node, model, path);
    }
    const form = forms.find((one) => one.key === outcomes?.form) ?? forms[0];
    const model = form === undefined ? undefined : this.loaded.forms.get(form.key);
    for (const path of [outcomes?.resultField, outcomes?.opinionField]) {
      if (path !== null && path !== undefined && model !== undefined)
        this.checkField(process, node, model, path);
    }
  }

  private checkField(
    process: ProcessDefinition,
    node: FlowNode,
    model: FormModel,
    path: string,
  ): void {
    if (!model.byPath.has(path)) {
      this.report('PKG-UNKNOWN-FIELD', process.file, node.id, {
        element: node.name || node.id,
        name: path,
      });
    }
  }

  private checkMatter(process: ProcessDefinition, node: FlowNode): void {
    const element = node.matter?.title ?? node.id;
    for (const role of node.matter?.starterRoles ?? []) {
      if (!this.roles.has(role))
        this.report('PKG-UNKNOWN-ROLE', process.file, node.id, { element, name: role });
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
      this.report('PKG-UNKNOWN-ACTION', process.file, node.id, {
        element: node.name || node.id,
        name: type,
      });
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
        this.report('PKG-UNKNOWN-PARAMETER', process.file, node.id, {
          element: node.name || node.id,
          name,
        });
      }
    }
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
    ...(node.script === undefined ? [] : [node.script]),
  ];
}
