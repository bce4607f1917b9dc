export { type BpmnFile, type Compilation, compileProcesses } from './compile';
export { banshiExtension } from './moddle';
export { bpmnMessages } from '../messages/bpmn';
export type {
  ActionModel,
  AdHocModel,
  AssignmentModel,
  Container,
  DeadlineModel,
  Deployment,
  EventDefinition,
  FieldAccessLevel,
  FlowNode,
  FlowNodeKind,
  IoMapping,
  MatterModel,
  MessageSender,
  MultiInstance,
  OutcomeModel,
  OutcomeTone,
  OutcomesModel,
  ProcessDefinition,
  SequenceFlow,
  StandardLoop,
  TaskFormModel,
  TimerKind,
  TimerSpec,
  UserTaskModel,
} from './model';
