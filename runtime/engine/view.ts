import { type ActivityInstance, type InstanceState, ROOT, type Variables } from './state';

/** Finds an activity instance by id, as a `Map` of them does. */
interface Lookup {
  get(id: string): ActivityInstance | undefined;
}

/**
 * The variables that a rule sees in a scope: those of inner scopes hide those of outer ones. The called process of a
 * call activity with mappings sees only what was mapped.
 */
export function visibleVariables(activities: Lookup, id: string): Variables {
  let activity = activities.get(id);
  let merged: Variables | undefined;
  while (activity !== undefined) {
    const own: Variables | undefined = activity.variables;
    if (own !== undefined) merged = merged === undefined ? own : { ...own, ...merged };
    if (activity.isolated === true || activity.scope === undefined) break;
    activity = activities.get(activity.scope);
  }
  return merged ?? {};
}

/** What an activity instance of a state sees; without one, what the process has. */
export function variablesSeenBy(state: InstanceState, id: string = ROOT): Variables {
  return visibleVariables({ get: (one) => state.activities[one] }, id);
}
