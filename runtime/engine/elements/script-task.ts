import { throwError } from '../behaviors/propagation';
import type { ElementBehavior } from '../element';
import { Failed } from '../rejection';

/**
 * Evaluates its JSONata: an object assigns its keys to variables, any other value is ignored. `$error("CODE")` throws
 * the BPMN error CODE.
 */
export const scriptTask: ElementBehavior = {
  execute(run, activity, node) {
    if (node.script === undefined) {
      run.push({ type: 'complete', activity: activity.id });
      return;
    }
    const result = node.script.evaluate(run.view(activity.id), {
      ...(run.command.bindings === undefined ? {} : { bindings: run.command.bindings }),
      now: run.now,
    });
    if (!result.ok) {
      if (result.error.code !== 'EXPR-RAISED') {
        throw new Failed('ENG-EXPRESSION', { element: node.id, detail: result.error.message });
      }
      if (!throwError(run, activity, result.error.message)) {
        throw new Failed('ENG-UNCAUGHT-ERROR', { element: node.id, code: result.error.message });
      }
      return;
    }
    const { value } = result;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      run.setVariables(activity.id, value as Record<string, unknown>);
    }
    run.push({ type: 'complete', activity: activity.id });
  },
};
