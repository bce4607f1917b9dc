import { subscribeReceiveTask } from '../behaviors/subscriptions';
import type { ElementBehavior } from '../element';

/** Waits for its message. */
export const receiveTask: ElementBehavior = {
  execute(run, activity, node) {
    subscribeReceiveTask(run, node, activity);
  },
};
