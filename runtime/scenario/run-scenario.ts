import type { CaseRefusal, Completion, Person } from '../case';
import { variablesOf } from '../case';
import { parseInstant } from '../kernel';
import type {
  LoadedPackage,
  Scenario,
  ScenarioExpectation,
  ScenarioRefusal,
  ScenarioStep,
} from '../package';
import { ScenarioWorld } from './world';

/** What did not come out as the scenario says. Step 0 is the start. */
export interface ScenarioFailure {
  readonly step: number;
  readonly message: string;
}

export interface ScenarioResult {
  readonly key: string;
  readonly title: string;
  readonly passed: boolean;
  readonly failures: readonly ScenarioFailure[];
  /** Elements that the case reached, by id. */
  readonly reached: readonly string[];
}

/** The scenarios that are played; those set aside with a reason are not. */
export function activeScenarios(loaded: LoadedPackage): readonly Scenario[] {
  return loaded.scenarios.filter((scenario) => scenario.suspended === undefined);
}

/** Walks a scenario with everything in memory and says what differs from what it expects. Pure. */
export function runScenario(loaded: LoadedPackage, scenario: Scenario): ScenarioResult {
  const run = new ScenarioRun(loaded, scenario);
  run.walk();
  return {
    key: scenario.key,
    title: scenario.title,
    passed: run.failures.length === 0,
    failures: run.failures,
    reached: [...run.world.reached],
  };
}

class ScenarioRun {
  readonly failures: ScenarioFailure[] = [];
  readonly world: ScenarioWorld;
  private at = 0;

  constructor(
    loaded: LoadedPackage,
    private readonly scenario: Scenario,
  ) {
    this.world = new ScenarioWorld(loaded, scenario.parameters ?? {});
  }

  walk(): void {
    const { start } = this.scenario;
    this.world.now = this.instant(start.at);
    const refused = this.world.start(this.person(start.as), start.process, start.startEvent, {
      forms: start.forms,
      warningReasons: start.warningReasons ?? {},
    });
    this.compareRefusal(refused, start.refused);
    this.scenario.steps.forEach((step, index) => {
      this.at = index + 1;
      this.walkStep(step);
    });
  }

  private walkStep(step: ScenarioStep): void {
    if ('expect' in step) {
      this.compare(step.expect);
    } else if ('advanceTo' in step) {
      this.compareRefusal(this.world.advanceTo(this.instant(step.advanceTo)), undefined);
    } else {
      if (step.at !== undefined)
        this.compareRefusal(this.world.advanceTo(this.instant(step.at)), undefined);
      if ('complete' in step) this.complete(step);
      else {
        const refused = this.world.send(
          this.person(step.as),
          step.message,
          step.reason ?? '',
          step.variables,
        );
        this.compareRefusal(refused, step.refused);
      }
    }
  }

  private complete(step: Extract<ScenarioStep, { complete: string }>): void {
    const completion: Completion = {
      forms: step.forms ?? {},
      ...(step.outcome === undefined ? {} : { outcome: step.outcome }),
      ...(step.opinion === undefined ? {} : { opinion: step.opinion }),
      warningReasons: step.warningReasons ?? {},
    };
    const refused = this.world.complete(this.person(step.as), step.complete, completion);
    if (refused === 'not open') {
      this.fail(
        `环节 ${step.complete} 现在没有待办；开着的是 ${this.openTasks().join('、') || '无'}`,
      );
    } else this.compareRefusal(refused, step.refused);
  }

  private compareRefusal(
    refused: CaseRefusal | undefined,
    wanted: ScenarioRefusal | undefined,
  ): void {
    if (wanted === undefined) {
      if (refused !== undefined) this.fail(`被拒绝：${describeRefusal(refused)}`);
      return;
    }
    const { code, path } = typeof wanted === 'string' ? { code: wanted, path: undefined } : wanted;
    if (refused === undefined) {
      this.fail(`应当以 ${code} 拒绝，但通过了`);
      return;
    }
    const matches =
      (refused.code === code && path === undefined) ||
      refused.problems.some(
        (problem) =>
          (problem.code === code || problem.rule === code) &&
          (path === undefined || problem.at === path),
      );
    if (!matches)
      this.fail(
        `应当以 ${code}${path === undefined ? '' : `(${path})`} 拒绝，实际：${describeRefusal(refused)}`,
      );
  }

  private compare(expected: ScenarioExpectation): void {
    const { world } = this;
    if (expected.openTasks !== undefined)
      this.same('开着的待办', this.openTasks(), [...expected.openTasks].sort());
    if (expected.path !== undefined) {
      const wanted = new Set(expected.path);
      this.same(
        '办过的环节',
        world.path.filter((element) => wanted.has(element)),
        expected.path,
      );
    }
    if (expected.state !== undefined)
      this.same('办件状态', world.case?.instance.status, expected.state);
    if (expected.result !== undefined)
      this.same('办件结果', world.case?.instance.result, expected.result);
    const record = world.record();
    if (expected.record?.status !== undefined)
      this.same('档案状态', record?.status, expected.record.status);
    this.subset('档案', record?.data ?? {}, expected.record?.data ?? {});
    for (const [key, wanted] of Object.entries(expected.ledgers ?? {})) {
      const rows = [...(world.ledgers.get(key)?.values() ?? [])];
      this.same(`台账 ${key} 行数`, rows.length, wanted.rows);
      if (wanted.contains !== undefined)
        this.subset(`台账 ${key}`, rows[0]?.cells ?? {}, wanted.contains);
    }
    const variables = world.case === null ? {} : variablesOf(world.case);
    for (const [path, wanted] of Object.entries(expected.variables ?? {})) {
      this.same(`变量 ${path}`, valueAt(variables, path), wanted);
    }
  }

  private subset(
    name: string,
    actual: Readonly<Record<string, unknown>>,
    wanted: Readonly<Record<string, unknown>>,
  ): void {
    for (const [key, value] of Object.entries(wanted))
      this.same(`${name}.${key}`, actual[key], value);
  }

  private same(name: string, actual: unknown, wanted: unknown): void {
    const one = JSON.stringify(actual);
    const other = JSON.stringify(wanted);
    if (one !== other) this.fail(`${name} 应为 ${other}，实际 ${one ?? '没有'}`);
  }

  private openTasks(): readonly string[] {
    return this.world.tasks.map((task) => task.elementId).sort();
  }

  private fail(message: string): void {
    this.failures.push({ step: this.at, message });
  }

  private instant(text: string): number {
    const instant = parseInstant(text);
    if (instant === undefined) this.fail(`时间 ${text} 写法有误`);
    return instant ?? this.world.now;
  }

  private person(name: string): Person {
    const actor = this.scenario.actors[name];
    if (actor === undefined) this.fail(`场景里没有人物 ${name}`);
    const { role = '', unit = '' } = actor ?? {};
    return { actor: { id: name, name, unit, post: role }, seats: [{ role, unit }] };
  }
}

function describeRefusal(refused: CaseRefusal): string {
  const problems = refused.problems
    .slice(0, 8)
    .map((problem) => `${problem.at} ${problem.rule ?? problem.code} ${problem.message}`);
  return [`${refused.code} ${refused.message}`, ...problems].join('；');
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
      value,
    );
}
