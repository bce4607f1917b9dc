import {
  type CaseEnvironment,
  type CaseRefusal,
  type CaseState,
  type CaseStep,
  type Completion,
  type Person,
  completeTask,
  findTask,
  openForms,
  runCommand,
  sendMessage,
  startCase,
} from '../case';
import type { EffectOf } from '../engine';
import { type Result, dateAt } from '../kernel';
import { type LedgerRow, ledgerRow } from '../ledger';
import { type LoadedPackage, resolveParameters } from '../package';
import { mayPerform } from '../organization';
import {
  type DataRecord,
  identityOf,
  recordNumber,
  recordNumberPrefix,
  saveRecord,
} from '../record';

interface OpenTask {
  readonly taskId: string;
  readonly elementId: string;
}

interface Timer {
  readonly timerId: string;
  readonly dueAt: number;
}

/** Everything outside the core, kept in memory: the task list, timers, records and ledgers of one scenario. */
export class ScenarioWorld {
  case: CaseState | null = null;
  tasks: OpenTask[] = [];
  timers: Timer[] = [];
  readonly records = new Map<string, DataRecord>();
  readonly ledgers = new Map<string, Map<string, LedgerRow>>();
  /** Elements that were completed, in order. */
  readonly path: string[] = [];
  /** Elements that were reached, for coverage. */
  readonly reached = new Set<string>();
  now = 0;
  private counter = 0;

  constructor(
    private readonly loaded: LoadedPackage,
    private readonly parameters: Readonly<Record<string, unknown>>,
  ) {}

  start(
    person: Person,
    processId: string,
    startEventId: string,
    completion: Completion,
  ): CaseRefusal | undefined {
    this.counter += 1;
    const result = startCase(this.environment(person), {
      caseId: `case${this.counter}`,
      number: `S${this.counter}`,
      processId,
      startEventId,
      person,
      completion,
    });
    return this.take(result);
  }

  complete(
    person: Person,
    elementId: string,
    completion: Completion,
  ): CaseRefusal | 'not open' | undefined {
    const environment = this.environment(person);
    const task = this.taskFor(environment, person, elementId);
    if (task === undefined || this.case === null) return 'not open';
    const open = findTask(environment, this.case, task.taskId);
    const found = open === undefined ? [] : openForms(environment, this.case, open);
    const forms = Object.fromEntries(
      found.map(({ form, values }) => [
        form.variable,
        { ...values, ...completion.forms[form.variable] },
      ]),
    );
    return this.take(
      completeTask(environment, this.case, task.taskId, person, { ...completion, forms }),
    );
  }

  /** The open task of a step; of several, the one that is this person's. */
  private taskFor(
    environment: CaseEnvironment,
    person: Person,
    elementId: string,
  ): OpenTask | undefined {
    const open = this.tasks.filter((one) => one.elementId === elementId);
    const { units } = environment.package;
    const own = open.find(({ taskId }) => {
      const task = this.case === null ? undefined : findTask(environment, this.case, taskId);
      const { actor, seats } = person;
      const unit = this.case?.subjectUnit ?? null;
      return task !== undefined && mayPerform(actor.id, seats, task.candidates, unit, units);
    });
    return own ?? open[0];
  }

  /** Completes a step with values that its forms refuse, so that one sees what would come after. */
  completeAnyway(
    person: Person,
    elementId: string,
    { forms, outcome, opinion }: Completion,
  ): CaseRefusal | undefined {
    const task = this.tasks.find((one) => one.elementId === elementId);
    if (task === undefined || this.case === null) return undefined;
    return this.take(
      runCommand(
        this.environment(person),
        this.case,
        {
          type: 'completeUserTask',
          at: this.now,
          actor: person.actor,
          taskId: task.taskId,
          variables: forms,
          ...(outcome === undefined ? {} : { outcome }),
          ...(opinion === undefined ? {} : { opinion }),
        },
        forms,
      ),
    );
  }

  send(
    person: Person,
    message: string,
    reason: string,
    variables?: Readonly<Record<string, unknown>>,
  ): CaseRefusal | undefined {
    if (this.case === null) return undefined;
    return this.take(
      sendMessage(this.environment(person), this.case, person, {
        message,
        reason,
        ...(variables === undefined ? {} : { variables }),
      }),
    );
  }

  /** Moves the clock; every timer passed on the way fires when it is due. */
  advanceTo(instant: number): CaseRefusal | undefined {
    for (;;) {
      const [next] = this.timers
        .filter((timer) => timer.dueAt <= instant)
        .sort((one, other) => one.dueAt - other.dueAt);
      if (next === undefined || this.case === null) break;
      this.now = Math.max(this.now, next.dueAt);
      const result = runCommand(this.environment(null), this.case, {
        type: 'triggerTimer',
        at: this.now,
        timerId: next.timerId,
      });
      this.timers = this.timers.filter((timer) => timer.timerId !== next.timerId);
      const refused = this.take(result);
      if (refused !== undefined) return refused;
    }
    this.now = Math.max(this.now, instant);
    return undefined;
  }

  record(): DataRecord | null {
    return this.case?.recordId === null || this.case === null
      ? null
      : (this.records.get(this.case.recordId) ?? null);
  }

  private environment(person: Person | null): CaseEnvironment {
    return {
      package: this.loaded,
      at: this.now,
      actor: person?.actor ?? null,
      record: this.record(),
      parameters: this.parameters,
    };
  }

  private take(result: Result<CaseStep, CaseRefusal>): CaseRefusal | undefined {
    if (!result.ok) return result.error;
    this.case = JSON.parse(JSON.stringify(result.value.case)) as CaseState;
    for (const event of result.value.events) {
      if (event.elementId === undefined) continue;
      if (event.type === 'activityActivated') this.reached.add(event.elementId);
      if (event.type === 'activityCompleted') this.path.push(event.elementId);
    }
    for (const effect of result.value.effects) {
      if (effect.type === 'openUserTask')
        this.tasks.push({ taskId: effect.taskId, elementId: effect.elementId });
      else if (effect.type === 'closeUserTask')
        this.tasks = this.tasks.filter((one) => one.taskId !== effect.taskId);
      else if (effect.type === 'scheduleTimer')
        this.timers.push({ timerId: effect.timerId, dueAt: effect.dueAt });
      else if (effect.type === 'cancelTimer')
        this.timers = this.timers.filter((one) => one.timerId !== effect.timerId);
    }
    for (const effect of result.value.effects) {
      if (effect.type !== 'runJob') continue;
      const refused = this.runJob(effect);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  private runJob(job: EffectOf<'runJob'>): CaseRefusal | undefined {
    if (this.case === null) return undefined;
    const variables = job.jobType === 'saveRecord' ? this.save(job) : {};
    if (variables === null) {
      return this.take(
        runCommand(this.environment(null), this.case, {
          type: 'failJob',
          at: this.now,
          jobId: job.jobId,
          message: '没有可以保存的档案',
        }),
      );
    }
    return this.take(
      runCommand(this.environment(null), this.case, {
        type: 'completeJob',
        at: this.now,
        jobId: job.jobId,
        variables,
      }),
    );
  }

  private save(job: EffectOf<'runJob'>): Readonly<Record<string, unknown>> | null {
    const entity = this.loaded.entities.get(String(job.input['entity']));
    if (entity === undefined || this.case === null) return null;
    const data = (job.input['data'] ?? {}) as Readonly<Record<string, unknown>>;
    const status = job.input['status'];
    const current = this.record() ?? this.findByIdentity(identityOf(entity, data), entity.key);
    if (current === null && identityOf(entity, data) === null) return null;
    const prefix = recordNumberPrefix(entity, data);
    const saved = saveRecord(
      entity,
      current,
      { data, ...(typeof status === 'string' ? { status } : {}) },
      {
        id: `record${this.records.size + 1}`,
        number: recordNumber(entity, prefix, this.records.size + 1),
        at: this.now,
        actor: null,
        caseId: this.case.id,
        sourceId: job.jobId,
      },
    );
    this.records.set(saved.record.id, saved.record);
    this.case = { ...this.case, recordId: saved.record.id };
    this.list(saved.record);
    return { recordId: saved.record.id, number: saved.record.number };
  }

  private findByIdentity(identity: string | null, entityKey: string): DataRecord | null {
    const entity = this.loaded.entities.get(entityKey);
    if (entity === undefined || identity === null) return null;
    return (
      [...this.records.values()].find((record) => identityOf(entity, record.data) === identity) ??
      null
    );
  }

  private list(record: DataRecord): void {
    const params = {
      ...resolveParameters(this.loaded.parameters, dateAt(this.now)),
      ...this.parameters,
    };
    for (const [key, ledger] of this.loaded.ledgers) {
      const rows = this.ledgers.get(key) ?? new Map<string, LedgerRow>();
      const row = ledgerRow(ledger, record, this.loaded.units, params);
      if (row === null) rows.delete(record.id);
      else rows.set(record.id, row);
      this.ledgers.set(key, rows);
    }
  }
}
