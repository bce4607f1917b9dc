import type { Container, FlowNode, ProcessDefinition, SequenceFlow } from '../model';
import { type ModdleElement, child, list, text } from '../moddle';
import { type TransformContext, words } from './context';
import { transformFlowNode } from './flow-node';

/** Turns a process of the file into the model that the engine runs. */
export function transformProcess(
  process: ModdleElement,
  context: TransformContext,
): ProcessDefinition {
  const nodes = new Map<string, FlowNode>();
  const root = transformContainer(process, undefined, nodes, context);
  const subjectUnit = context.compile(process, text(process, 'subjectUnit'));
  const subject = context.compile(process, text(process, 'subject'));
  const caseTitle = context.compile(process, text(process, 'caseTitle'));
  return {
    id: process.id ?? '',
    name: process.name ?? process.id ?? '',
    file: context.file,
    root,
    nodes,
    ...(subjectUnit === undefined ? {} : { subjectUnit }),
    ...(subject === undefined ? {} : { subject }),
    ...(caseTitle === undefined ? {} : { caseTitle }),
    numberPrefix: text(process, 'numberPrefix') ?? '',
    isGlobalTask: false,
    historyLevel: historyLevel(process, context),
    searchVariables: words(text(process, 'searchVariables')),
    cancelBefore: words(text(process, 'cancelBefore')),
  };
}

/** A global task runs as a process that holds nothing but the task (BPMN 2.0.2 §10.3.4). */
export function transformGlobalTask(
  task: ModdleElement,
  context: TransformContext,
): ProcessDefinition {
  const root = emptyContainer(task);
  const node = transformFlowNode(task, root, context);
  if (node !== undefined) root.nodes.push(node);
  return {
    id: task.id ?? '',
    name: task.name ?? '',
    file: context.file,
    root,
    nodes: new Map(root.nodes.map((one) => [one.id, one])),
    numberPrefix: '',
    isGlobalTask: true,
  };
}

function emptyContainer(element: ModdleElement, owner?: FlowNode): Container {
  return {
    id: element.id ?? '',
    nodes: [],
    flows: [],
    noneStarts: [],
    eventSubProcesses: [],
    ...(owner === undefined ? {} : { owner }),
    links: new Map(),
  };
}

const HISTORY_LEVELS = ['full', 'activity', 'tasks'] as const;

function historyLevel(
  process: ModdleElement,
  context: TransformContext,
): NonNullable<ProcessDefinition['historyLevel']> {
  const level = text(process, 'historyLevel') ?? 'full';
  const known = HISTORY_LEVELS.find((one) => one === level);
  if (known === undefined) context.report('BPMN-HISTORY-LEVEL', process, { level });
  return known ?? 'full';
}

function transformContainer(
  element: ModdleElement,
  owner: FlowNode | undefined,
  nodes: Map<string, FlowNode>,
  context: TransformContext,
): Container {
  const container = emptyContainer(element, owner);
  const elements = list(element, 'flowElements');
  for (const one of elements) {
    if (!isFlowNode(one)) continue;
    const node = transformFlowNode(one, container, context);
    if (node === undefined) continue;
    container.nodes.push(node);
    nodes.set(node.id, node);
    if (isSubProcess(node)) node.inner = transformContainer(one, node, nodes, context);
  }
  const local = new Map(container.nodes.map((node) => [node.id, node]));
  for (const one of elements) {
    if (one.$type === 'bpmn:SequenceFlow') connect(one, container, local, context);
  }
  for (const one of elements) attach(one, local);
  associateCompensation(element, local);
  index(container);
  return container;
}

const NO_FLOW_NODES = new Set([
  'bpmn:SequenceFlow',
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

function isFlowNode(element: ModdleElement): boolean {
  return !NO_FLOW_NODES.has(element.$type);
}

export function isSubProcess(node: FlowNode): boolean {
  return ['subProcess', 'transaction', 'adHocSubProcess', 'eventSubProcess'].includes(node.kind);
}

function connect(
  element: ModdleElement,
  container: Container,
  local: ReadonlyMap<string, FlowNode>,
  context: TransformContext,
): void {
  const source = local.get(child(element, 'sourceRef')?.id ?? '');
  const target = local.get(child(element, 'targetRef')?.id ?? '');
  if (source === undefined || target === undefined) return; // reported by BPMN-SF1
  const condition = context.compileChild(element, 'conditionExpression');
  const flow: SequenceFlow = {
    id: element.id ?? '',
    name: element.name ?? '',
    source,
    target,
    ...(condition === undefined ? {} : { condition }),
  };
  container.flows.push(flow);
  source.outgoing.push(flow);
  target.incoming.push(flow);
}

/** Boundary events and default flows, which refer to other elements of the same container. */
function attach(element: ModdleElement, local: ReadonlyMap<string, FlowNode>): void {
  const node = local.get(element.id ?? '');
  if (node === undefined) return;
  const host = local.get(child(element, 'attachedToRef')?.id ?? '');
  if (host !== undefined) {
    node.attachedTo = host;
    host.boundaryEvents.push(node);
  }
  const defaultId = child(element, 'default')?.id;
  const defaultFlow = node.outgoing.find((flow) => flow.id === defaultId);
  if (defaultFlow !== undefined) node.defaultFlow = defaultFlow;
}

/** A compensation boundary event and its handler are joined by an association, not by a sequence flow. */
function associateCompensation(element: ModdleElement, local: ReadonlyMap<string, FlowNode>): void {
  for (const artifact of list(element, 'artifacts')) {
    if (artifact.$type !== 'bpmn:Association') continue;
    const ends = [child(artifact, 'sourceRef')?.id, child(artifact, 'targetRef')?.id].map((id) =>
      local.get(id ?? ''),
    );
    const boundary = ends.find((node) => node?.kind === 'boundaryEvent');
    const handler = ends.find((node) => node !== undefined && node.kind !== 'boundaryEvent');
    if (boundary?.attachedTo !== undefined && handler !== undefined) {
      boundary.attachedTo.compensationHandler = handler;
    }
  }
}

function index(container: Container): void {
  for (const node of container.nodes) {
    if (node.kind === 'startEvent' && node.events.length === 0) container.noneStarts.push(node);
    if (node.kind === 'eventSubProcess') container.eventSubProcesses.push(node);
    if (node.kind === 'intermediateCatchEvent') {
      for (const event of node.events) {
        if (event.kind === 'link') container.links.set(event.name, node);
      }
    }
  }
}
