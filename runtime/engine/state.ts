/** A JSON value; variables, form values and action inputs are made of these. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * Where a process instance is: everything that the next step needs and nothing that history keeps. Plain JSON. Ids are
 * counted up inside the instance, so they are short and the same command on the same state gives the same ids.
 */
export interface InstanceState {
  readonly version: 1;
  readonly id: string;
  readonly processId: string;
  readonly status: InstanceStatus;
  /** The last number given to an activity instance, task, timer or effect. */
  readonly counter: number;
  readonly startedAt: number;
  /** What the case became, from the last end event that says so. */
  readonly result?: string;
  /** Running activity instances, scopes among them, by id. The process itself is `0`. */
  readonly activities: Readonly<Record<string, ActivityInstance>>;
  /** Sequence flows that were taken and wait at a join. */
  readonly waiting: readonly WaitingToken[];
  /** What the instance listens to, by subscription id; a timer is a subscription to a moment. */
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly incidents: Readonly<Record<string, Incident>>;
  /** Who last completed each user task, for the separation of duties. */
  readonly performers: Readonly<Record<string, string>>;
  /** Who else did a step that several did together (会签). */
  readonly cosigners?: Readonly<Record<string, readonly string[]>>;
  /** Days that were left of a step's time limit when it was sent back; its clock stands still until it is open again. */
  readonly clocks?: Readonly<Record<string, number>>;
  /** Completed activities that can be compensated, oldest first. */
  readonly compensations: readonly CompensationRecord[];
  /** The counter when each user task was last done; what runs with a higher id came later. */
  readonly doneAt?: Readonly<Record<string, number>>;
  /** The counter when something last left the case that cannot be unsaid: a message, a signal, a job. */
  readonly spokeAt?: number;
  /** When the performers were last urged (催办). */
  readonly urgedAt?: number;
  /** Epoch milliseconds; set while the instance is held. */
  readonly suspendedAt?: number;
}

export type InstanceStatus = 'active' | 'completed' | 'terminated' | 'failed';

/** One run of a flow node. A token is an activity instance or a waiting token; there is no counter of tokens. */
export interface ActivityInstance {
  readonly element: string;
  /** The scope in which it runs; absent for the process itself. */
  readonly scope?: string;
  /** Which process of the deployment `element` belongs to; absent inside the instance's own process. */
  readonly process?: string;
  /** Variables of a scope. */
  readonly variables?: Variables;
  /** Its inside sees only its own variables: a call activity with mappings. */
  readonly isolated?: boolean;
  readonly taskId?: string;
  readonly assignee?: string;
  /** Whoever is the assignee took it themself. */
  readonly claimed?: boolean;
  /** The only people who may do it, because nobody else could. */
  readonly offered?: readonly string[];
  /** It is done beside the step whose activity is its scope. */
  readonly aside?: Aside;
  /** Who is asked to sign once the step is decided. */
  readonly after?: readonly string[];
  readonly jobId?: string;
  readonly openedAt?: number;
  /** Until when its task is to be done, epoch milliseconds. */
  readonly dueAt?: number;
  /** The multi-instance or loop body that this run belongs to, and its place in it. */
  readonly body?: string;
  readonly index?: number;
  /** What the member of a 会签 says; counted when the member is done. */
  readonly vote?: Vote;
  readonly multi?: MultiInstanceState;
  readonly loop?: { readonly count: number };
  /** Waits for compensation: how many things are still to be undone. */
  readonly compensating?: number;
  /** Set on runs that undo: the throw event that waits for them. */
  readonly compensationOf?: string;
  /** What happens when compensation is done; `vanish` where the thrower went on without waiting. */
  readonly afterCompensation?: 'continue' | 'cancelTransaction' | 'vanish';
  /** Event definitions that have occurred, of a catch event that needs them all. */
  readonly occurred?: readonly number[];
  /** The incident that keeps it from going on. */
  readonly incident?: string;
  /** Complex gateway: it has fired and waits for the rest. */
  readonly fired?: boolean;
}

/** Work beside a step (see `operations/aside`). */
export interface Aside {
  readonly kind: 'before' | 'after' | 'delegate' | 'redo';
  /** Who asked for it, and to whom the step comes back. */
  readonly by?: string;
}

export interface MultiInstanceState {
  readonly total: number;
  readonly started: number;
  readonly completed: number;
  readonly active: number;
  readonly items?: readonly unknown[];
  readonly output?: readonly unknown[];
  /** What the members of a 会签 have said. */
  readonly votes?: readonly Vote[];
}

/** The word of one member of a 会签. */
export interface Vote {
  readonly person?: string;
  readonly outcome?: string;
  readonly opinion?: string;
  /** A rejection that ends the whole (一票否决). */
  readonly veto?: true;
}

export interface WaitingToken {
  readonly flow: string;
  readonly scope: string;
}

export interface Subscription {
  readonly kind: 'timer' | 'message' | 'signal' | 'conditional';
  /** Message or signal name. */
  readonly name?: string;
  readonly correlation?: string;
  readonly dueAt?: number;
  /** The flow node whose event this is: a catch event, a boundary event, a start of an event sub-process, a receive task. */
  readonly element: string;
  /** Which of the element's event definitions. */
  readonly event: number;
  /** The activity instance that listens; for event sub-processes the scope. */
  readonly activity: string;
  /** The element lies inside the scope that listens: the start of an event sub-process. */
  readonly inside?: boolean;
  /** Turns left of a cycle; null turns for ever; absent for one. */
  readonly repeat?: number | null;
  /** A condition that holds already; it occurs again only after it has been false. */
  readonly satisfied?: boolean;
}

export interface Incident {
  readonly element: string;
  readonly activity: string;
  readonly code: string;
  readonly message: string;
  readonly at: number;
  /** Where to go on when it is retried. */
  readonly resume: 'enter' | 'execute' | 'complete' | 'leave';
}

export interface CompensationRecord {
  readonly element: string;
  readonly scope: string;
  readonly process?: string;
  /** Variables of a completed sub-process as they were when it ended. */
  readonly variables?: Variables;
  /** What was completed inside a sub-process, oldest first. */
  readonly inner?: readonly CompensationRecord[];
}

/** The activity instance that stands for the process itself. */
export const ROOT = '0';
