import { type InstanceState, ROOT, type Variables } from './state';

/** Where an instance is, for pictures and lists. */
export interface InstanceDescription {
  readonly activeElements: ReadonlyArray<{ readonly elementId: string; readonly taskId?: string }>;
  /** The process's own variables. */
  readonly variables: Variables;
  readonly incidents: ReadonlyArray<{
    readonly id: string;
    readonly elementId: string;
    readonly code: string;
    readonly message: string;
    readonly at: number;
  }>;
  /** Messages that the instance waits for. */
  readonly messages: ReadonlyArray<{ readonly name: string; readonly elementId: string }>;
}

export function describeInstance(state: InstanceState): InstanceDescription {
  const activities = Object.entries(state.activities).filter(([id]) => id !== ROOT);
  return {
    activeElements: activities.map(([, activity]) => ({
      elementId: activity.element,
      ...(activity.taskId === undefined ? {} : { taskId: activity.taskId }),
    })),
    variables: state.activities[ROOT]?.variables ?? {},
    incidents: Object.entries(state.incidents).map(([id, incident]) => ({
      id,
      elementId: incident.element,
      code: incident.code,
      message: incident.message,
      at: incident.at,
    })),
    messages: Object.values(state.subscriptions).flatMap((subscription) =>
      subscription.kind === 'message'
        ? [{ name: subscription.name ?? '', elementId: subscription.element }]
        : [],
    ),
  };
}
