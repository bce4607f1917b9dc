import type { Deployment, FlowNode, ProcessDefinition } from '../../bpmn';
import { type MigrationProblem, migrationProblem } from './report';

/** How the elements of one version become those of another. */
export interface MigrationPlan {
  /**
   * Target element by source element; `process#element` means the element of that called process only. What is not named
   * keeps its id. `null` lets go of what can be let go: how to undo a completed activity.
   *
   * @default every element keeps its id
   */
  readonly elements?: Readonly<Record<string, string | null>>;
  /** Target sequence flow by source flow, for tokens that wait at a join. @default the same id, else the same ends */
  readonly flows?: Readonly<Record<string, string>>;
  /** Timers and deadlines count anew by the target's rules, from the moment of the migration. @default false */
  readonly updateTimers?: boolean;
}

/**
 * The target's id for an element of the source.
 *
 * @param process the called process to which the element belongs
 */
export function mappedId(plan: MigrationPlan, element: string, process: string): string | null {
  const elements = plan.elements ?? {};
  for (const key of [`${process}#${element}`, element]) {
    if (Object.hasOwn(elements, key)) return elements[key] ?? null;
  }
  return element;
}

/** Whether everything that a plan names exists. */
export function checkPlan(
  source: Deployment,
  target: Deployment,
  plan: MigrationPlan,
): readonly MigrationProblem[] {
  const problems: MigrationProblem[] = [];
  for (const [key, mapped] of Object.entries(plan.elements ?? {})) {
    const [process, element] = key.includes('#') ? key.split('#', 2) : [undefined, key];
    const known = processes(source, process).some((one) => one.nodes.has(element ?? ''));
    if (!known) problems.push(migrationProblem('MIG-PLAN-SOURCE', { id: key, name: key }));
    else if (mapped !== null && !processes(target).some((one) => one.nodes.has(mapped))) {
      problems.push(
        migrationProblem('MIG-PLAN-TARGET', { id: key, name: key }, { target: mapped }),
      );
    }
  }
  return problems;
}

function processes(deployment: Deployment, only?: string): readonly ProcessDefinition[] {
  return [...deployment.processes.values()].filter((one) => only === undefined || one.id === only);
}

/** One line of a proposed plan. */
export interface ProposedMapping {
  readonly source: FlowNode;
  /** Null when nothing in the target fits; someone has to say. */
  readonly target: FlowNode | null;
  /** Same id, or the only one of the same kind and name. */
  readonly by: 'id' | 'name' | 'none';
}

/** What most likely becomes of each element of a process: what has the same id, else what alone has kind and name. */
export function proposeMapping(
  source: ProcessDefinition,
  target: ProcessDefinition,
): readonly ProposedMapping[] {
  const taken = new Set([...source.nodes.keys()].filter((id) => target.nodes.has(id)));
  return [...source.nodes.values()].map((node): ProposedMapping => {
    const same = target.nodes.get(node.id);
    if (same !== undefined && same.kind === node.kind)
      return { source: node, target: same, by: 'id' };
    const alike = [...target.nodes.values()].filter(
      (one) =>
        !taken.has(one.id) && one.kind === node.kind && one.name === node.name && one.name !== '',
    );
    const [only] = alike;
    if (only !== undefined && alike.length === 1) return { source: node, target: only, by: 'name' };
    return { source: node, target: null, by: 'none' };
  });
}
