import type { ElementBehavior } from '../element';
import type { Variables } from '../state';

/**
 * Service, send and business rule tasks: the world does something and answers with `completeJob`, `failJob` or
 * `throwError`. A send task without an action of its own sends its message and goes on.
 */
export const serviceTask: ElementBehavior = {
  execute(run, activity, node) {
    const variables = run.view(activity.id);
    if (node.action === undefined && node.message !== undefined) {
      const { name, correlation } = node.message;
      const key =
        correlation === undefined ? undefined : run.evaluate(correlation, variables, node.id);
      run.effect({
        type: 'sendMessage',
        name,
        correlation: key === undefined ? null : String(key),
        variables,
      });
    }
    const input: Record<string, unknown> = {};
    for (const { name, expression } of node.action?.parameters ?? []) {
      const value = run.evaluate(expression, variables, node.id);
      if (value !== undefined) input[name] = value;
    }
    if (node.action?.repeatable !== true) run.noteSpoken();
    const jobId = run.globalId();
    activity.jobId = jobId;
    run.effect({
      type: 'runJob',
      jobId,
      elementId: node.id,
      jobType: node.action?.type ?? 'none',
      input: input satisfies Variables,
    });
  },
};
