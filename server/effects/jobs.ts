import { runCommand } from '../../runtime/case';
import type { EffectOf, Variables } from '../../runtime/engine';
import type { CaseDocument } from '../models/case';
import { JobFailure } from './job-failure';
import { saveRecordAction } from './save-record';
import type { Delivery, Execution, OwnChange } from './handler';

/** Does the work of a job and gives the variables that the case gets back. Idempotent by job id. */
export type JobAction = (jobId: string, input: Variables, delivery: Delivery) => Promise<Variables>;

const actions: Readonly<Record<string, JobAction>> = {
  saveRecord: saveRecordAction,
  none: () => Promise.resolve({}),
};

/** An action that fails so often for reasons not of the definition becomes an incident. */
const MAX_ATTEMPTS = 5;

function isWaiting({ state }: CaseDocument, jobId: string): boolean {
  return Object.values(state.instance.activities).some((activity) => activity.jobId === jobId);
}

/** @returns what follows for the case, or null when it does not wait for the job any more */
export const runJob: Execution<'runJob', OwnChange | null> = async (effect, delivery) => {
  const { server, case: owner } = delivery;
  if (!isWaiting(owner, effect.jobId)) return null;
  const action = actions[effect.jobType];
  try {
    if (action === undefined) throw new JobFailure(`没有系统动作 ${effect.jobType}`);
    return completion(effect, await action(effect.jobId, effect.input, delivery));
  } catch (error) {
    const isFinal = error instanceof JobFailure || owner.outboxAttempts >= MAX_ATTEMPTS;
    if (!isFinal) throw error;
    server.logger.error({ err: error, case: owner._id, job: effect.jobId }, 'job failed');
    return failure(effect, error instanceof JobFailure ? error.message : '系统内部错误，已记录');
  }
};

function completion(effect: EffectOf<'runJob'>, variables: Variables): OwnChange {
  const { recordId } = variables;
  return {
    act: (environment, state) =>
      runCommand(
        environment,
        { ...state, recordId: typeof recordId === 'string' ? recordId : state.recordId },
        { type: 'completeJob', at: environment.at, jobId: effect.jobId, variables },
      ),
    note: { action: `job:${effect.jobType}`, detail: effect.elementId },
  };
}

function failure(effect: EffectOf<'runJob'>, message: string): OwnChange {
  return {
    act: (environment, state) =>
      runCommand(environment, state, {
        type: 'failJob',
        at: environment.at,
        jobId: effect.jobId,
        message,
      }),
    note: { action: `job:${effect.jobType}`, detail: `${effect.elementId}: ${message}` },
  };
}
