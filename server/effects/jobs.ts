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

/** An action that fails so often for reasons not of the definition becomes an incident. */
const MAX_ATTEMPTS = 5;

export const runJob: EffectHandler<'runJob'> = async (effect, delivery) => {
  const { server, changeCase, case: owner } = delivery;
  const action = actions[effect.jobType];
  const isWaiting = (jobs: typeof owner.state.instance.activities): boolean =>
    Object.values(jobs).some((activity) => activity.jobId === effect.jobId);
  if (!isWaiting(owner.state.instance.activities)) return;
  const note = { action: `job:${effect.jobType}`, detail: effect.elementId };
  try {
    if (action === undefined) throw new JobFailure(`没有系统动作 ${effect.jobType}`);
    const variables = await action(effect.jobId, effect.input, delivery);
    await changeCase(
      server,
      owner._id,
      null,
      (environment, state) =>
        isWaiting(state.instance.activities)
          ? runCommand(
              environment,
              { ...state, recordId: recordIdOf(variables) ?? state.recordId },
              { type: 'completeJob', at: server.clock(), jobId: effect.jobId, variables },
            )
          : { ok: false, error: { code: 'ENG-UNKNOWN-JOB', message: '', problems: [] } },
      note,
    );
  } catch (error) {
    const isFinal = error instanceof JobFailure || owner.outboxAttempts >= MAX_ATTEMPTS;
    if (!isFinal) throw error;
    server.logger.error({ err: error, case: owner._id, job: effect.jobId }, 'job failed');
    const message = error instanceof JobFailure ? error.message : '系统内部错误,已记录';
    await changeCase(
      server,
      owner._id,
      null,
      (environment, state) =>
        runCommand(environment, state, {
          type: 'failJob',
          at: server.clock(),
          jobId: effect.jobId,
          message,
        }),
      { ...note, detail: `${effect.elementId}: ${message}` },
    );
  }
};

function recordIdOf(variables: Variables): string | undefined {
  return typeof variables['recordId'] === 'string' ? variables['recordId'] : undefined;
}
