import type { ElementBehavior } from '../element';

/** Done as soon as it is reached: none start events, abstract and manual tasks, events that only mark a place. */
export const passThrough: ElementBehavior = {
  execute(run, activity) {
    run.push({ type: 'complete', activity: activity.id });
  },
};
