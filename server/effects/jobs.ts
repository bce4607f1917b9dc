import { runCommand } from '../../runtime/case';
import type { Variables } from '../../runtime/engine';
import { JobFailure } from './job-failure';
import { saveRecordAction } from './save-record';
import type { Delivery, EffectHandler } from './handler';

/** Does the work of a job and gives the variables that the case gets back. Idempotent by job id. */
export type JobAction = (jobId: string, input: Variables, delivery: Delivery) => Promise<Variables>;

const actions: Readonly<Record<string, JobAction>> = {
  saveRecord: saveRecordAction,
  none: () => Promise.resolve({}),
};

export const runJob: EffectHandler<'runJob'> = async (effect, delivery) => {
  const { server, changeCase, case: owner } = delivery;
  const action = actions[effect.jobType];
  const isWaiting = (jobs: typeof owner.state.instance.activities): boolean =>
    Object.values(jobs).some((activity) => activity.jobId === effect.jobId);
  try {
    if (action === undefined) throw new JobFailure(`没有系统动作 ${effect.jobType}`);
    const variables = await action(effect.jobId, effect.input, delivery);
    await changeCase(server, owner._id, null, (environment, state) =>
      isWaiting(state.instance.activities)
        ? runCommand(
            environment,
            { ...state, recordId: recordIdOf(variables) ?? state.recordId },
            { type: 'completeJob', at: server.clock(), jobId: effect.jobId, variables },
          )
        : { ok: false, error: { code: 'ENG-UNKNOWN-JOB', message: '', problems: [] } },
    );
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    await changeCase(server, owner._id, null, (environment, state) =>
      runCommand(environment, state, {
        type: 'failJob',
        at: server.clock(),
        jobId: effect.jobId,
        message: error.message,
      }),
    );
  }
};

function recordIdOf(variables: Variables): string | undefined {
  return typeof variables['recordId'] === 'string' ? variables['recordId'] : undefined;
}
