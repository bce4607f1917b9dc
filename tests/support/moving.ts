import { expect } from '@jest/globals';
import { type Deployment, compileProcesses } from '../../runtime/bpmn';
import {
  type InstanceState,
  type Migration,
  type MigrationPlan,
  migrate,
} from '../../runtime/engine';
import { Run } from './scenario';

async function deploy(...files: string[]): Promise<Deployment> {
  const compiled = await compileProcesses(
    files.map((xml, index) => ({ path: `${index}.bpmn`, xml })),
  );
  if (compiled.deployment === undefined) throw new Error(JSON.stringify(compiled.problems));
  return compiled.deployment;
}

/** An instance in the first version that can be moved to the second and goes on there. */
export class Moving {
  result: Migration | null = null;
  constructor(
    readonly run: Run,
    private readonly source: Deployment,
    private readonly target: Deployment,
  ) {}

  static async between(
    before: string | readonly string[],
    after: string | readonly string[],
  ): Promise<Moving> {
    const [source, target] = await Promise.all([
      deploy(...[before].flat()),
      deploy(...[after].flat()),
    ]);
    return new Moving(new Run(source), source, target);
  }

  /** Moves the instance; what comes after runs in the target. */
  move(plan: MigrationPlan = {}): Run {
    const before = JSON.stringify(this.run.state);
    const result = migrate(this.source, this.target, this.state(), plan, { at: this.run.now });
    expect(JSON.stringify(this.run.state)).toBe(before);
    this.result = result;
    const after = new Run(this.target);
    after.now = this.run.now;
    if (!result.ok) throw new Error(result.problems.map((one) => one.message).join());
    after.state = JSON.parse(JSON.stringify(result.state)) as InstanceState;
    after.effects = [...result.effects];
    return after;
  }

  /** What stands in the way, as `code element`. */
  refusals(plan: MigrationPlan = {}): string[] {
    const result = migrate(this.source, this.target, this.state(), plan, { at: this.run.now });
    this.result = result;
    return result.ok ? [] : result.problems.map(({ code, element }) => `${code} ${element}`);
  }

  /** `change element → target` of everything that the report names. */
  report(): string[] {
    return (this.result?.entries ?? []).map(
      ({ kind, change, elementId, targetId }) =>
        `${kind} ${change} ${elementId ?? '-'} ${targetId ?? '-'}`,
    );
  }

  private state(): InstanceState {
    if (this.run.state === null) throw new Error('not started');
    return this.run.state;
  }
}
