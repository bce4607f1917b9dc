import type { FlowNode, FlowNodeKind } from '../../bpmn';
import type { ElementBehavior } from '../element';
import { catchEvent } from './catch-event';
import {
  complexGateway,
  eventBasedGateway,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
} from './gateways';
import { passThrough } from './pass-through';
import { receiveTask } from './receive-task';
import { adHocSubProcess, callActivity, eventSubProcess, subProcess } from './scopes';
import { scriptTask } from './script-task';
import { serviceTask } from './service-task';
import { throwEvent } from './throw-event';
import { userTask } from './user-task';

const elements: { readonly [K in FlowNodeKind]: ElementBehavior } = {
  startEvent: passThrough,
  endEvent: throwEvent,
  intermediateCatchEvent: catchEvent,
  intermediateThrowEvent: throwEvent,
  boundaryEvent: passThrough,
  task: passThrough,
  userTask,
  serviceTask,
  scriptTask,
  receiveTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  subProcess,
  transaction: subProcess,
  adHocSubProcess,
  eventSubProcess,
  callActivity,
};

/** What a kind of flow node does. */
export function behaviorOf(node: FlowNode): ElementBehavior {
  return elements[node.kind];
}
