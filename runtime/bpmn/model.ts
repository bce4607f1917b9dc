import type { CompiledExpression } from '../expression';
import type { DayType, WorkCalendar } from '../kernel';

/** The kinds of flow nodes that the engine runs; one file in `engine/elements` for each family. */
export type FlowNodeKind =
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'task'
  | 'userTask'
  | 'serviceTask'
  | 'scriptTask'
  | 'receiveTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'subProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'eventSubProcess'
  | 'callActivity';

/** A sequence flow. */
export interface SequenceFlow {
  readonly id: string;
  readonly name: string;
  readonly source: FlowNode;
  readonly target: FlowNode;
  /** Absent: the flow is unconditional. */
  readonly condition?: CompiledExpression;
}

export type TimerKind = 'date' | 'duration' | 'cycle';

/** When a timer comes due: an ISO 8601 literal or a rule that gives one. */
export interface TimerSpec {
  readonly kind: TimerKind;
  readonly value: string | CompiledExpression;
}

/** What an event waits for or throws. */
export type EventDefinition =
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly correlation?: CompiledExpression;
      readonly sender?: MessageSender;
    }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'timer'; readonly timer: TimerSpec }
  | { readonly kind: 'conditional'; readonly condition: CompiledExpression }
  | { readonly kind: 'error'; readonly code: string | null }
  | { readonly kind: 'escalation'; readonly code: string | null }
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'compensation'; readonly activity: string | null; readonly wait: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' };

/** Which people may give a message to the case by hand, and the words on their button (撤回 …). */
export interface MessageSender {
  readonly roles: readonly string[];
  readonly title: string;
}

export interface IoMapping {
  readonly inputs: ReadonlyArray<{ readonly source: CompiledExpression; readonly target: string }>;
  readonly outputs: ReadonlyArray<{ readonly source: CompiledExpression; readonly target: string }>;
  /** Data outputs that associations carry on: variables of the activity's own until then. */
  readonly locals: readonly string[];
}

export interface StandardLoop {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly condition?: CompiledExpression;
  readonly maximum: number | null;
}

export interface MultiInstance {
  readonly kind: 'multiInstance';
  readonly sequential: boolean;
  readonly cardinality?: CompiledExpression;
  readonly collection?: CompiledExpression;
  readonly elementVariable: string | null;
  readonly outputCollection: string | null;
  readonly outputElement?: CompiledExpression;
  readonly completionCondition?: CompiledExpression;
  readonly behavior: MultiInstanceBehavior;
}

/** What is thrown as instances complete (Table 10.30). */
export interface MultiInstanceBehavior {
  /** `all`: nothing; `none`: the event for each instance; `one`: for the first; `complex`: as the cases say. */
  readonly kind: 'all' | 'none' | 'one' | 'complex';
  /** For `none` and `one`. */
  readonly event?: EventDefinition;
  /** For `complex`: a case whose condition holds throws its events and ends the remaining instances (Table 10.31). */
  readonly cases: ReadonlyArray<{
    readonly condition: CompiledExpression;
    readonly events: readonly EventDefinition[];
  }>;
}

/** How one step narrows a form. */
export type FieldAccessLevel = 'edit' | 'read' | 'hidden' | 'masked';

export interface TaskFormModel {
  readonly key: string;
  readonly variable: string;
  readonly access: FieldAccessLevel;
  readonly fields: Readonly<Record<string, FieldAccessLevel>>;
}

export type OutcomeTone = 'positive' | 'negative' | 'neutral' | 'return';

export interface OutcomeModel {
  readonly value: string;
  readonly title: string;
  readonly tone: OutcomeTone;
  readonly requiresOpinion: boolean;
}

export interface OutcomesModel {
  readonly form: string | null;
  readonly resultField: string | null;
  readonly opinionField: string | null;
  readonly items: readonly OutcomeModel[];
}

export interface AssignmentModel {
  readonly roles: readonly string[];
  /** Unit type: the subject unit's ancestor-or-self of it. */
  readonly level: string | null;
  readonly unit?: CompiledExpression;
  readonly assignee?: CompiledExpression;
  /** The unit from which `level` is looked for upwards. @default the subject's unit */
  readonly from?: CompiledExpression;
  /** Ids of the people who may perform it, whatever their seats. */
  readonly people: readonly string[];
  /** Rules that give an id or several: of people who may perform it. */
  readonly peopleRules: readonly CompiledExpression[];
  /** Elements whose last performer performs this one too. */
  readonly performerOf: readonly string[];
  /** Elements whose last performer may not perform this one; `*` stands for every step of the case. */
  readonly separateFrom: readonly string[];
  /**
   * When nobody can perform it: those who operate cases do; whoever holds a role at the nearest unit above; it is passed
   * over, if it has no outcomes to choose from; or it is an incident.
   */
  readonly emptyPolicy: 'admin' | 'escalate' | 'skip' | 'refuse';
  /** When the only one who can is the initiator or did the step before. */
  readonly samePerson: 'perform' | 'skip' | 'escalate';
}

export interface DeadlineModel {
  readonly days: CompiledExpression;
  readonly dayType: DayType;
  readonly remindDays: number | null;
  /** Who hears of it when it is so many days overdue; null: nobody. */
  readonly escalation: {
    readonly days: number;
    readonly roles: readonly string[];
    /** Unit type at or above the subject's unit; null: any. */
    readonly level: string | null;
  } | null;
}

export interface UserTaskModel {
  readonly assignment: AssignmentModel;
  readonly forms: readonly TaskFormModel[];
  readonly outcomes: OutcomesModel | null;
  readonly deadline: DeadlineModel | null;
  /** Of multi-instance user tasks whose instances are the members' votes. */
  readonly countersign: CountersignModel | null;
}

/**
 * 会签: what the members of a multi-instance user task say together. Shares are of 0 to 1.
 *
 * - `all`: every member approves who does not abstain;
 * - `any`: one approval is enough;
 * - `ratio`: the approvals, as a share of all members;
 * - `vote`: the approvals, as a share of the votes for and against, where a quorum takes part.
 */
export interface CountersignModel {
  readonly policy: 'all' | 'any' | 'ratio' | 'vote';
  /** Outcomes that approve; any other that does not abstain rejects. */
  readonly approve: readonly string[];
  readonly abstain: readonly string[];
  /** The share that has to be reached, or, where `isExclusive`, exceeded. */
  readonly threshold: CompiledExpression | null;
  readonly isExclusive: boolean;
  /** The share of members that have to take part; whoever abstains takes part. */
  readonly quorum: CompiledExpression | null;
  /** Whether the member whose variables it sees ends the whole with a rejection (一票否决). */
  readonly veto: CompiledExpression | null;
  /** Everyone is heard, even when the result is certain. */
  readonly everyone: boolean;
  /** The process variable that holds the result, a `CountersignResult`. */
  readonly result: string;
}

/** 抄送: who hears of a step and may then see the case, without doing anything. */
export interface CopyModel {
  readonly when: 'opened' | 'completed';
  readonly roles: readonly string[];
  /** Unit type at or above the subject's unit at which a role is held; null: any of them. */
  readonly level: string | null;
  /** Ids of people, whatever their seats. */
  readonly people: readonly string[];
}

/** What a service task asks the world to do; the inputs are rules over the visible variables. */
export interface ActionModel {
  readonly type: string;
  readonly parameters: ReadonlyArray<{
    readonly name: string;
    readonly expression: CompiledExpression;
  }>;
  readonly resultVariable: string | null;
  /** Doing it again does no harm, so that the step before it may be taken back. @default false */
  readonly repeatable?: boolean;
}

/** A node with everything that the engine needs, found once: no look-up by name happens while a case runs. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly kind: FlowNodeKind;
  /** The BPMN type, for example `bpmn:SendTask`. */
  readonly bpmnType: string;
  /** The process or sub-process in which it stands. */
  readonly container: Container;
  readonly incoming: SequenceFlow[];
  readonly outgoing: SequenceFlow[];
  defaultFlow?: SequenceFlow;
  readonly events: readonly EventDefinition[];
  /** All event definitions must occur, not one of them. */
  readonly parallelMultiple: boolean;
  /** For boundary and event sub-process start events. */
  readonly interrupting: boolean;
  readonly boundaryEvents: FlowNode[];
  attachedTo?: FlowNode;
  readonly io?: IoMapping;
  readonly loop?: StandardLoop | MultiInstance;
  readonly isForCompensation: boolean;
  /** The activity that undoes this one, by its compensation boundary event. */
  compensationHandler?: FlowNode;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** The inside of a sub-process. */
  inner?: Container;
  readonly userTask?: UserTaskModel;
  /** Of user tasks and end events; absent: none. */
  readonly copies?: readonly CopyModel[];
  readonly action?: ActionModel;
  readonly script?: CompiledExpression;
  /** For receive and send tasks. */
  readonly message?: { readonly name: string; readonly correlation?: CompiledExpression };
  readonly calledElement?: string;
  /** For gateways and receive tasks that start a process. */
  readonly instantiate: boolean;
  /** For complex gateways. */
  readonly activationCondition?: CompiledExpression;
  /** For event-based gateways that start a process when all their events have occurred. */
  readonly parallelEventGateway: boolean;
  readonly adHoc?: AdHocModel;
  readonly matter?: MatterModel;
  /** What the case became when this end event is reached, for example 「监测中」. */
  readonly result: string | null;
}

export interface AdHocModel {
  readonly sequential: boolean;
  readonly completionCondition?: CompiledExpression;
  readonly cancelRemaining: boolean;
}

/** A start event that a person uses: a matter of the portal. */
export interface MatterModel {
  readonly title: string;
  readonly description: string;
  readonly starterRoles: readonly string[];
}

/** A process or the inside of a sub-process. */
export interface Container {
  readonly id: string;
  readonly nodes: FlowNode[];
  readonly flows: SequenceFlow[];
  /** Start events without event definition. */
  readonly noneStarts: FlowNode[];
  readonly eventSubProcesses: FlowNode[];
  /** The sub-process whose inside this is; absent for a process. */
  owner?: FlowNode;
  /** Link catch events by link name. */
  readonly links: Map<string, FlowNode>;
}

/** An executable process. */
export interface ProcessDefinition {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly root: Container;
  /** Every flow node, also inside sub-processes, by id. */
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly subjectUnit?: CompiledExpression;
  readonly subject?: CompiledExpression;
  readonly caseTitle?: CompiledExpression;
  readonly numberPrefix: string;
  /** It is a global task: one task that call activities share. */
  readonly isGlobalTask: boolean;
  /** How much of what happens is kept. @default 'full' */
  readonly historyLevel?: 'full' | 'activity' | 'tasks';
  /** Variables by whose values operators find cases, as paths: `application.headName`. */
  readonly searchVariables?: readonly string[];
  /**
   * Steps before which the initiator may cancel the case (撤销); `*`: until it ends. Empty: the initiator may not.
   * @default empty
   */
  readonly cancelBefore?: readonly string[];
}

/** All executable processes that were deployed together; call activities find each other here. */
export interface Deployment {
  readonly processes: ReadonlyMap<string, ProcessDefinition>;
  /** Which days are working days. @default Monday to Friday */
  readonly calendar?: WorkCalendar;
}
