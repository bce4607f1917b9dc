import type { CaseProblem, CaseRefusal, Completion, Person } from '../case';
import { describeInstance } from '../engine';
import { formatMessage } from '../messages/format';
import { whatIfMessages } from '../messages/what-if';
import type { LoadedPackage } from '../package';
import type { DataRecord } from '../record';
import { ScenarioWorld } from './world';

/** Something that people did to a case, as history has it. */
export type RecordedStep = { readonly at: number; readonly person: Person } & (
  | { readonly type: 'complete'; readonly elementId: string; readonly completion: Completion }
  | { readonly type: 'send'; readonly message: string; readonly reason: string }
);

export interface RecordedCase {
  readonly processId: string;
  readonly startEventId: string;
  /** The first completes the application with which the case began. */
  readonly steps: readonly RecordedStep[];
  /** After each step, the user tasks that were open when the next one came, by element. */
  readonly openAfter: readonly (readonly string[])[];
  readonly result: string | null;
  /** The subject's record as it was before the case. */
  readonly record: DataRecord | null;
  /** Epoch milliseconds; timers run until then. */
  readonly until: number;
}

/** A step that was played, as the definition asked for it. */
export interface PlayedStep {
  readonly at: number;
  readonly elementId: string;
  readonly name: string;
  readonly actorName: string;
  readonly outcome: string | null;
}

export interface WhatIfDifference {
  readonly code: keyof typeof whatIfMessages;
  readonly at: number;
  readonly elementId: string;
  /** The Chinese sentence. */
  readonly message: string;
  readonly problems: readonly CaseProblem[];
}

/** What another definition would have made of a case. */
export interface WhatIf {
  readonly played: readonly PlayedStep[];
  /** Elements completed, in order. */
  readonly path: readonly string[];
  readonly differences: readonly WhatIfDifference[];
  readonly status: 'active' | 'completed' | 'terminated' | 'failed' | 'notStarted';
  readonly result: string | null;
  /** Elements at which it would be now. */
  readonly waitingAt: readonly string[];
}

/**
 * Plays what people did to a case on another definition, in memory: the same values by the same people at the same
 * moments. Where forms refuse, the difference is noted and the step is done all the same, so that one sees the rest; where
 * a step does not exist at that moment, the play ends.
 */
export function whatIf(loaded: LoadedPackage, recorded: RecordedCase): WhatIf {
  const play = new Play(loaded, recorded);
  play.run();
  return play.result();
}

class Play {
  private readonly world: ScenarioWorld;
  private readonly played: PlayedStep[] = [];
  private readonly differences: WhatIfDifference[] = [];
  private readonly incidentsTold = new Set<string>();

  constructor(
    private readonly loaded: LoadedPackage,
    private readonly recorded: RecordedCase,
  ) {
    this.world = new ScenarioWorld(loaded, {});
    if (recorded.record !== null) this.world.records.set(recorded.record.id, recorded.record);
  }

  run(): void {
    const { steps, openAfter, until } = this.recorded;
    for (const [index, step] of steps.entries()) {
      this.world.advanceTo(step.at);
      const isDone = index === 0 ? this.start(step) : this.do(step);
      this.tellIncidents();
      if (!isDone) return;
      this.world.advanceTo(Math.max(this.world.now, (steps[index + 1]?.at ?? until + 1) - 1));
      if (step.type === 'complete') this.compare(step.elementId, openAfter[index] ?? []);
    }
    const then = this.recorded.result;
    const now = this.world.case?.instance.result ?? null;
    if (then !== now && then !== null) {
      this.differ('WHATIF-RESULT', '', { before: then, now: now ?? '未办结' });
    }
  }

  result(): WhatIf {
    const instance = this.world.case?.instance;
    return {
      played: this.played,
      path: this.world.path,
      differences: this.differences,
      status: instance?.status ?? 'notStarted',
      result: instance?.result ?? null,
      waitingAt:
        instance?.status === 'active'
          ? [...new Set(describeInstance(instance).activeElements.map((one) => one.elementId))]
          : [],
    };
  }

  private start(step: RecordedStep): boolean {
    if (step.type !== 'complete') return false;
    const { processId, startEventId } = this.recorded;
    const refused = explained(step.completion, (completion) =>
      this.world.start(step.person, processId, startEventId, completion),
    );
    if (refused !== undefined && refused !== 'not open') {
      const detail = detailOf(refused);
      this.differ('WHATIF-START', step.elementId, { detail }, refused.problems);
      return false;
    }
    this.keep(step, step.elementId, step.completion.outcome ?? null);
    return true;
  }

  private do(step: RecordedStep): boolean {
    if (step.type === 'send') {
      const refused = this.world.send(step.person, step.message, step.reason);
      if (refused !== undefined) {
        const element = step.message;
        this.differ('WHATIF-REFUSED', '', { element, detail: refused.message }, refused.problems);
        return false;
      }
      this.keep(step, step.message, null);
      return true;
    }
    const { elementId, person, completion } = step;
    const element = this.nameOf(elementId);
    const refused = explained(completion, (explanation) =>
      this.world.complete(person, elementId, explanation),
    );
    if (refused === 'not open') {
      const open = this.openNames();
      this.differ('WHATIF-NOT-OPEN', elementId, { element, open });
      return false;
    }
    if (refused !== undefined) {
      const code = refused.problems.length > 0 ? 'WHATIF-FORM' : 'WHATIF-REFUSED';
      this.differ(code, elementId, { element, detail: detailOf(refused) }, refused.problems);
      const still = this.world.completeAnyway(person, elementId, completion);
      if (still !== undefined) return false;
    }
    this.keep(step, elementId, completion.outcome ?? null);
    return true;
  }

  private keep(step: RecordedStep, elementId: string, outcome: string | null): void {
    this.played.push({
      at: step.at,
      elementId,
      name: this.nameOf(elementId),
      actorName: step.person.actor.name ?? '',
      outcome,
    });
  }

  private compare(elementId: string, then: readonly string[]): void {
    const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
    const names = (ids: readonly string[]): string =>
      ids.map((id) => this.nameOf(id)).join('、') || '没有待办';
    const before = distinct(then);
    const after = distinct(this.world.tasks.map((task) => task.elementId));
    if (before.join(' ') === after.join(' ')) return;
    const element = this.nameOf(elementId);
    this.differ('WHATIF-ELSEWHERE', elementId, {
      element,
      before: names(before),
      now: names(after),
    });
  }

  private tellIncidents(): void {
    const instance = this.world.case?.instance;
    for (const incident of instance === undefined ? [] : describeInstance(instance).incidents) {
      if (this.incidentsTold.has(incident.id)) continue;
      this.incidentsTold.add(incident.id);
      const element = this.nameOf(incident.elementId);
      this.differ('WHATIF-INCIDENT', incident.elementId, { element, detail: incident.message });
    }
  }

  private differ(
    code: WhatIfDifference['code'],
    elementId: string,
    params: Readonly<Record<string, string>>,
    problems: readonly CaseProblem[] = [],
  ): void {
    const message = formatMessage(whatIfMessages, code, params);
    this.differences.push({ code, at: this.world.now, elementId, message, problems });
  }

  private openNames(): string {
    return this.world.tasks.map((task) => this.nameOf(task.elementId)).join('、') || '没有待办';
  }

  private nameOf(elementId: string): string {
    for (const process of this.loaded.deployment.processes.values()) {
      const name = process.nodes.get(elementId)?.name ?? '';
      if (name !== '') return name;
    }
    return elementId;
  }
}

/**
 * Completes a step with the reasons that were given for its warnings. History has them by place and not by rule, so a rule
 * asks first.
 */
function explained(
  completion: Completion,
  complete: (completion: Completion) => CaseRefusal | 'not open' | undefined,
): CaseRefusal | 'not open' | undefined {
  const refused = complete(completion);
  if (refused === undefined || refused === 'not open') return refused;
  const reasons = completion.warningReasons ?? {};
  const given = refused.problems.flatMap(({ at, rule }) =>
    rule === undefined || reasons[at] === undefined
      ? []
      : [[`${at}#${rule}`, reasons[at]] as const],
  );
  if (given.length === 0) return refused;
  return complete({ ...completion, warningReasons: { ...reasons, ...Object.fromEntries(given) } });
}

function detailOf({ message, problems }: CaseRefusal): string {
  return problems.length === 0 ? message : problems.map((one) => one.message).join('；');
}
