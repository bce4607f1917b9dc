import { subscribe } from '../behaviors/subscriptions';
import type { ElementBehavior } from '../element';

/** Waits for its event; a link target is only passed. */
export const catchEvent: ElementBehavior = {
  execute(run, activity, node) {
    if (node.events.length === 0 || node.events.every((event) => event.kind === 'link')) {
      run.push({ type: 'complete', activity: activity.id });
      return;
    }
    subscribe(run, node, activity);
  },
};
