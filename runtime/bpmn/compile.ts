import { type Problem, hasErrors } from '../kernel';
import { checkDefinitions } from './check';
import type { Deployment, ProcessDefinition } from './model';
import { type ModdleElement, type ParsedDefinitions, flag, isA, list, parseBpmn } from './moddle';
import { bpmnProblem } from './problems';
import { TransformContext } from './transform/context';
import { transformGlobalTask, transformProcess } from './transform/process';

/** One BPMN file of a package. */
export interface BpmnFile {
  /** Names the file in problems. */
  readonly path: string;
  readonly xml: string;
}

export interface Compilation {
  /** Absent when any problem is an error. */
  readonly deployment?: Deployment;
  readonly problems: readonly Problem[];
}

/**
 * Reads BPMN files, checks them against the standard and compiles their executable processes.
 *
 * @returns all problems of all files, not the first
 */
export async function compileProcesses(files: readonly BpmnFile[]): Promise<Compilation> {
  const problems: Problem[] = [];
  const processes = new Map<string, ProcessDefinition>();
  for (const file of files) {
    const parsed = await parseBpmn(file.path, file.xml);
    if (!parsed.ok) {
      problems.push(...parsed.error);
      continue;
    }
    problems.push(...checkDefinitions(parsed.value));
    const executable = executableProcesses(parsed.value);
    if (executable.length === 0) problems.push(bpmnProblem('BPMN-NO-PROCESS', file.path, null, {}));
    const context = new TransformContext(file.path);
    const globalTasks = list(parsed.value.root, 'rootElements').filter((element) =>
      isA(element, 'bpmn:GlobalTask'),
    );
    for (const definition of [
      ...executable.map((element) => transformProcess(element, context)),
      ...globalTasks.map((element) => transformGlobalTask(element, context)),
    ]) {
      if (processes.has(definition.id)) {
        problems.push(bpmnProblem('BPMN-DUPLICATE-ID', file.path, definition.id, {}));
      }
      processes.set(definition.id, definition);
    }
    problems.push(...context.problems);
  }
  problems.push(...checkCalls(processes));
  return hasErrors(problems) ? { problems } : { deployment: { processes }, problems };
}

/** Processes that do not say otherwise run. */
function executableProcesses(parsed: ParsedDefinitions): readonly ModdleElement[] {
  return list(parsed.root, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && flag(element, 'isExecutable', true),
  );
}

/** What is called is deployed too, and can be begun without a trigger (BPMN 2.0.2 §10.5.2). */
function checkCalls(processes: ReadonlyMap<string, ProcessDefinition>): readonly Problem[] {
  return [...processes.values()].flatMap(({ nodes, file }) =>
    [...nodes.values()].flatMap((node) => {
      if (node.kind !== 'callActivity') return [];
      const id = node.calledElement ?? '—';
      const called = processes.get(id);
      if (called === undefined) {
        return [bpmnProblem('BPMN-CALLED-ELEMENT', file, node.id, { called: id })];
      }
      const waits =
        called.root.noneStarts.length === 0 &&
        called.root.nodes.some(({ kind }) => kind === 'startEvent');
      return waits ? [bpmnProblem('BPMN-CA1', file, node.id, { called: id })] : [];
    }),
  );
}
