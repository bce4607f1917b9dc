import type { ActionModel, Container, FlowNode, FlowNodeKind, IoMapping } from '../model';
import { type ModdleElement, child, extension, flag, list, text } from '../moddle';
import { type TransformContext, words } from './context';
import { copiesOf } from './copies';
import { correlationOf } from './correlation';
import { dataAssociations } from './data';
import { transformEventDefinitions } from './event-definitions';
import { transformLoop } from './loop';
import { transformUserTask } from './user-task';

/** BPMN types and the kind of node that runs them. */
const KINDS: Readonly<Record<string, FlowNodeKind>> = {
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:ImplicitThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:Task': 'task',
  'bpmn:ManualTask': 'task',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:SendTask': 'serviceTask',
  'bpmn:BusinessRuleTask': 'serviceTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:ComplexGateway': 'complexGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:Transaction': 'transaction',
  'bpmn:AdHocSubProcess': 'adHocSubProcess',
  'bpmn:CallActivity': 'callActivity',
  'bpmn:GlobalTask': 'task',
  'bpmn:GlobalManualTask': 'task',
  'bpmn:GlobalUserTask': 'userTask',
  'bpmn:GlobalScriptTask': 'scriptTask',
  'bpmn:GlobalBusinessRuleTask': 'serviceTask',
};

/** @returns undefined, with a problem, for what cannot be executed */
export function transformFlowNode(
  element: ModdleElement,
  container: Container,
  context: TransformContext,
): FlowNode | undefined {
  const base = KINDS[element.$type];
  if (base === undefined) {
    context.report('BPMN-NOT-EXECUTABLE', element, { type: element.$type.replace('bpmn:', '') });
    return undefined;
  }
  const kind =
    base === 'subProcess' && flag(element, 'triggeredByEvent', false) ? 'eventSubProcess' : base;
  const io = ioMapping(element, context);
  const loop = transformLoop(element, context);
  const action = actionModel(element, context);
  const script = kind === 'scriptTask' ? scriptOf(element, context) : undefined;
  const message = messageOf(element, context);
  const activation = context.compileChild(element, 'activationCondition');
  const matter = matterOf(element, kind);
  const called = text(element, 'calledElement');
  const copies = kind === 'userTask' || kind === 'endEvent' ? copiesOf(element) : undefined;
  return {
    id: element.id ?? '',
    name: element.name ?? '',
    kind,
    bpmnType: element.$type,
    container,
    incoming: [],
    outgoing: [],
    events: transformEventDefinitions(element, context),
    parallelMultiple: flag(element, 'parallelMultiple', false),
    interrupting:
      kind === 'boundaryEvent'
        ? flag(element, 'cancelActivity', true)
        : flag(element, 'isInterrupting', true),
    boundaryEvents: [],
    ...(io === undefined ? {} : { io }),
    ...(loop === undefined ? {} : { loop }),
    isForCompensation: flag(element, 'isForCompensation', false),
    startQuantity: quantity(element, 'startQuantity'),
    completionQuantity: quantity(element, 'completionQuantity'),
    ...(kind === 'userTask' ? { userTask: transformUserTask(element, context) } : {}),
    ...(action === undefined ? {} : { action }),
    ...(script === undefined ? {} : { script }),
    ...(message === undefined ? {} : { message }),
    ...(called === undefined ? {} : { calledElement: called }),
    instantiate: flag(element, 'instantiate', false),
    ...(activation === undefined ? {} : { activationCondition: activation }),
    parallelEventGateway: text(element, 'eventGatewayType') === 'Parallel',
    ...(kind === 'adHocSubProcess' ? { adHoc: adHocOf(element, context) } : {}),
    ...(matter === undefined ? {} : { matter }),
    ...(copies === undefined ? {} : { copies }),
    result: text(element, 'result') ?? null,
  };
}

function quantity(element: ModdleElement, name: string): number {
  const value = Number(element[name] ?? 1);
  return Number.isInteger(value) && value > 0 ? value : 1;
}

/** The standard's data associations, and after them our own mappings. */
function ioMapping(element: ModdleElement, context: TransformContext): IoMapping | undefined {
  const mapping = extension(element, 'banshi:IoMapping');
  const read = (name: string): IoMapping['inputs'] =>
    list(mapping, name).flatMap((item) => {
      const source = context.compile(element, text(item, 'source'));
      const target = text(item, 'target');
      return source === undefined || target === undefined ? [] : [{ source, target }];
    });
  const data = dataAssociations(element, context);
  const inputs = [...data.inputs, ...read('inputs')];
  const outputs = [...data.outputs, ...read('outputs')];
  const empty = inputs.length + outputs.length === 0;
  return empty ? undefined : { inputs, outputs, locals: data.locals };
}

function actionModel(element: ModdleElement, context: TransformContext): ActionModel | undefined {
  const action = extension(element, 'banshi:Action');
  if (action === undefined) return undefined;
  return {
    type: text(action, 'type') ?? '',
    resultVariable: text(action, 'resultVariable') ?? null,
    repeatable: flag(action, 'repeatable', false),
    parameters: list(action, 'parameters').flatMap((parameter) => {
      const expression = context.compile(element, text(parameter, 'expression'));
      return expression === undefined ? [] : [{ name: text(parameter, 'name') ?? '', expression }];
    }),
  };
}

function scriptOf(element: ModdleElement, context: TransformContext): FlowNode['script'] {
  const format = text(element, 'scriptFormat') ?? text(element, 'scriptLanguage');
  if (format !== undefined && !/jsonata/i.test(format)) {
    context.report('BPMN-LANGUAGE', element, { language: format });
    return undefined;
  }
  const script = element['script'];
  return context.compile(
    element,
    typeof script === 'string' ? script : text(child(element, 'script'), 'body'),
  );
}

function messageOf(element: ModdleElement, context: TransformContext): FlowNode['message'] {
  if (element.$type !== 'bpmn:ReceiveTask' && element.$type !== 'bpmn:SendTask') return undefined;
  const message = child(element, 'messageRef');
  const correlation = correlationOf(element, element, context);
  const name = message === undefined ? element.id : (message.name ?? message.id);
  if (message === undefined && element.$type === 'bpmn:SendTask') return undefined;
  return { name: name ?? '', ...(correlation === undefined ? {} : { correlation }) };
}

function adHocOf(
  element: ModdleElement,
  context: TransformContext,
): NonNullable<FlowNode['adHoc']> {
  const completionCondition = context.compileChild(element, 'completionCondition');
  return {
    sequential: text(element, 'ordering') === 'Sequential',
    ...(completionCondition === undefined ? {} : { completionCondition }),
    cancelRemaining: flag(element, 'cancelRemainingInstances', true),
  };
}

function matterOf(element: ModdleElement, kind: FlowNodeKind): FlowNode['matter'] {
  const title = kind === 'startEvent' ? text(element, 'matter') : undefined;
  if (title === undefined) return undefined;
  return {
    title,
    description: text(element, 'matterDescription') ?? '',
    starterRoles: words(text(element, 'starterRoles')),
  };
}
