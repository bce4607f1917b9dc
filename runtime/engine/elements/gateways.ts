import { isTruthy } from '../../expression';
import { chooseExclusive, chooseInclusive, take } from '../behaviors/sequence-flows';
import { subscribe, subscribeReceiveTask } from '../behaviors/subscriptions';
import type { FlowNode, SequenceFlow } from '../../bpmn';
import type { ElementBehavior } from '../element';
import type { Execution } from '../execution';

/** Takes the first flow whose condition holds; merges without waiting. */
export const exclusiveGateway: ElementBehavior = {
  execute(run, activity) {
    run.push({ type: 'complete', activity: activity.id });
  },
  chooseFlows: (run, activity, node) => chooseExclusive(run, node, run.view(activity.id)),
};

/** Waits for a token on every incoming flow, then takes all outgoing flows. */
export const parallelGateway: ElementBehavior = {
  arrive(run, node, scope, flow) {
    if (node.incoming.length <= 1) return true;
    run.waiting.push({ flow: flow.id, scope });
    const present = new Set(
      run.waiting.filter((token) => token.scope === scope).map((token) => token.flow),
    );
    if (!node.incoming.every((incoming) => present.has(incoming.id))) return false;
    consumeOneEach(run, node, scope);
    return true;
  },
  execute(run, activity) {
    run.push({ type: 'complete', activity: activity.id });
  },
  chooseFlows: (_run, _activity, node) => node.outgoing,
};

/** Takes one waiting token from each incoming flow that has one. */
export function consumeOneEach(run: Execution, node: FlowNode, scope: string): void {
  const wanted = new Set(node.incoming.map((flow) => flow.id));
  run.waiting = run.waiting.filter((token) => {
    if (token.scope !== scope || !wanted.has(token.flow)) return true;
    wanted.delete(token.flow);
    return false;
  });
}

/** Takes every flow whose condition holds; as a join it waits for what can still come (see `behaviors/inclusive-join`). */
export const inclusiveGateway: ElementBehavior = {
  arrive(run, node, scope, flow) {
    if (node.incoming.length <= 1) return true;
    run.waiting.push({ flow: flow.id, scope });
    return false;
  },
  execute(run, activity) {
    run.push({ type: 'complete', activity: activity.id });
  },
  chooseFlows: (run, activity, node) => chooseInclusive(run, node, run.view(activity.id)),
};

/**
 * Waits until its activation condition holds over `activationCount`; after that it swallows the rest of the tokens of
 * this round (BPMN 2.0.2 §13.4.5).
 */
export const complexGateway: ElementBehavior = {
  arrive(run, node, scope, flow) {
    if (node.incoming.length <= 1) return true;
    run.waiting.push({ flow: flow.id, scope });
    const present = waitingAt(run, node, scope);
    const everyOne = node.incoming.every((incoming) =>
      present.some((token) => token.flow === incoming.id),
    );
    const fired = run.childrenOf(scope).find((id) => {
      const activity = run.activity(id);
      return activity.element === node.id && activity.fired === true;
    });
    if (fired !== undefined) {
      if (everyOne) {
        consumeOneEach(run, node, scope);
        run.remove(run.activity(fired));
        take(run, resetFlows(run, node, scope), scope);
      }
      return false;
    }
    const variables = {
      ...run.view(scope),
      activationCount: present.length,
      waitingForStart: true,
    };
    const enough =
      node.activationCondition === undefined
        ? everyOne
        : isTruthy(run.evaluate(node.activationCondition, variables, node.id));
    if (!enough) return false;
    if (everyOne) consumeOneEach(run, node, scope);
    else run.create(node, scope, { fired: true });
    return true;
  },
  execute(run, activity) {
    run.push({ type: 'complete', activity: activity.id });
  },
  chooseFlows: (run, activity, node): readonly SequenceFlow[] =>
    chooseInclusive(run, node, { ...run.view(activity.id), waitingForStart: true }),
};

/**
 * What goes out once the rest of a round has arrived: flows whose condition asks for it by reading `waitingForStart`,
 * which is false then. The others went out when the gateway fired.
 */
function resetFlows(run: Execution, node: FlowNode, scope: string): readonly SequenceFlow[] {
  const variables = { ...run.view(scope), waitingForStart: false };
  return node.outgoing.filter(
    ({ id, condition }) =>
      condition?.reads.includes('waitingForStart') === true &&
      isTruthy(run.evaluate(condition, variables, id)),
  );
}

function waitingAt(run: Execution, node: FlowNode, scope: string): Execution['waiting'] {
  const incoming = new Set(node.incoming.map((flow) => flow.id));
  return run.waiting.filter((token) => token.scope === scope && incoming.has(token.flow));
}

/** Listens to all events that follow it; the first to occur takes its flow, the others are forgotten. */
export const eventBasedGateway: ElementBehavior = {
  execute(run, activity, node) {
    for (const { target } of node.outgoing) {
      if (target.kind === 'receiveTask') subscribeReceiveTask(run, target, activity);
      else subscribe(run, target, activity);
    }
  },
};
