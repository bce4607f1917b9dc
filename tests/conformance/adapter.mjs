/** Drives the engine's core — the one that the server runs — for an outside conformance runner. */
import { compileProcesses } from '../../runtime/bpmn/index.ts';
import { nextTimerStart, step, timerStarts } from '../../runtime/engine/index.ts';

export const name = 'banshi';

export async function create() {
  let deployment;
  let now = Date.parse('2020-06-01T00:00:00+08:00');
  let started = 0;
  let stubOf = () => ({});
  const instances = new Map();
  const completed = [];
  const endEvents = [];
  const work = [];
  /** Timer start events of what is deployed, each with its next moment. */
  let awaitedStarts = [];

  const leafTasks = (definition) =>
    new Set(
      [...definition.nodes.values()]
        .filter((node) => /Task$|^task$/.test(node.kind))
        .map((node) => node.id),
    );
  let leaves = new Set();
  let ends = new Set();

  function execute(id, command) {
    const before = instances.get(id) ?? null;
    const result = step(deployment, before, { at: now, ...command });
    if (!result.ok) throw new Error(`${result.rejection.code} ${result.rejection.message}`);
    instances.set(id, JSON.parse(JSON.stringify(result.state)));
    for (const event of result.events) {
      if (event.type !== 'activityCompleted') continue;
      if (leaves.has(event.elementId) && event.isBody !== true) completed.push(event.elementId);
      if (ends.has(event.elementId)) endEvents.push(event.elementId);
    }
    for (const effect of result.effects) work.push({ id, effect });
  }

  function drain() {
    for (let next = work.shift(); next !== undefined; next = work.shift()) {
      const { id, effect } = next;
      if (effect.type === 'runJob') runJob(id, effect);
      else if (effect.type === 'throwSignal') broadcast(effect.name, {}, id);
      else if (effect.type === 'sendMessage') correlate(effect.name, {}, false, effect.correlation);
    }
  }

  function runJob(id, effect) {
    const state = instances.get(id);
    if (!Object.values(state.activities).some((one) => one.jobId === effect.jobId)) return;
    const stub = stubOf(effect.elementId) ?? {};
    if (stub.error !== undefined)
      execute(id, { type: 'throwError', jobId: effect.jobId, code: stub.error });
    else if (stub.technicalFailure !== undefined)
      execute(id, { type: 'failJob', jobId: effect.jobId, message: stub.technicalFailure });
    else execute(id, { type: 'completeJob', jobId: effect.jobId });
  }

  function startInstance(processId, startEventId, variables, startTrigger) {
    started += 1;
    const id = `i${started}`;
    execute(id, {
      type: 'startProcessInstance',
      instanceId: id,
      processId,
      variables: variables ?? {},
      ...(startEventId === undefined ? {} : { startEventId }),
      ...(startTrigger === undefined ? {} : { startTrigger }),
    });
  }

  /** A process that a timer starts, and its next turn. */
  function fireStart(one) {
    awaitedStarts = awaitedStarts.filter((other) => other !== one);
    const next = nextTimerStart(deployment.processes.get(one.processId), one);
    if (next !== undefined) awaitedStarts.push(next);
    startInstance(one.processId, one.startEventId, {}, one.trigger);
  }

  function begins(node, kind, eventName) {
    if (kind === 'message' && node.instantiate && node.message?.name === eventName) return true;
    const afterGateway = node.incoming.some(
      (flow) => flow.source.kind === 'eventBasedGateway' && flow.source.instantiate,
    );
    const awaits = node.events.some((event) => event.kind === kind && event.name === eventName);
    return (
      awaits && (node.kind === 'startEvent' || afterGateway) && !isAwaitedAt(node, kind, eventName)
    );
  }

  /** An instance that has begun waits for the rest of what a parallel start needs: no second one begins. */
  function isAwaitedAt(node, kind, eventName) {
    return [...instances.values()].some(
      (state) =>
        state.status === 'active' &&
        Object.values(state.subscriptions).some(
          (one) => one.element === node.id && one.kind === kind && one.name === eventName,
        ),
    );
  }

  function starters(kind, eventName) {
    return [...deployment.processes.values()].flatMap((definition) =>
      definition.root.nodes
        .filter((node) => begins(node, kind, eventName))
        .map((node) => ({
          processId: definition.id,
          startEventId: node.id,
          trigger: Math.max(
            0,
            node.events.findIndex((event) => event.kind === kind && event.name === eventName),
          ),
        })),
    );
  }

  function listening(id, kind, eventName, correlation) {
    const state = instances.get(id);
    return (
      state.status === 'active' &&
      Object.values(state.subscriptions).some(
        (one) =>
          one.kind === kind &&
          one.name === eventName &&
          (correlation === undefined ||
            one.correlation === undefined ||
            one.correlation === correlation),
      )
    );
  }

  function broadcast(eventName, variables, origin) {
    const starting = starters('signal', eventName);
    for (const id of [...instances.keys()]) {
      if (id !== origin && listening(id, 'signal', eventName)) {
        execute(id, { type: 'deliverSignal', name: eventName, variables });
      }
    }
    for (const one of starting)
      startInstance(one.processId, one.startEventId, variables, one.trigger);
  }

  function correlate(eventName, variables, mustExist, key) {
    const correlation = key ?? undefined;
    const id = [...instances.keys()].find((one) =>
      listening(one, 'message', eventName, correlation),
    );
    if (id !== undefined) {
      execute(id, {
        type: 'deliverMessage',
        name: eventName,
        variables,
        ...(correlation === undefined ? {} : { correlation }),
      });
      return;
    }
    const [first] = starters('message', eventName);
    if (first !== undefined)
      startInstance(first.processId, first.startEventId, variables, first.trigger);
    else if (mustExist) throw new Error(`no subscription for message ${eventName}`);
  }

  function activities() {
    return [...instances.entries()].flatMap(([id, state]) =>
      state.status === 'active'
        ? Object.values(state.activities).map((activity) => ({ id, ...activity }))
        : [],
    );
  }

  function timers() {
    const waiting = [...instances.entries()].flatMap(([id, state]) =>
      Object.entries(state.subscriptions)
        .filter(([, one]) => one.kind === 'timer' && state.status === 'active')
        .map(([timerId, one]) => ({ id, timerId, ...one })),
    );
    const starts = awaitedStarts.map((start) => ({
      start,
      element: start.startEventId,
      dueAt: start.dueAt,
    }));
    return [...waiting, ...starts];
  }

  function fire(timer) {
    now = Math.max(now, timer.dueAt);
    if (timer.start !== undefined) fireStart(timer.start);
    else execute(timer.id, { type: 'triggerTimer', timerId: timer.timerId });
    drain();
  }

  return {
    async deploy(files) {
      const compiled = await compileProcesses(files);
      if (compiled.deployment === undefined) {
        throw new Error(compiled.problems.map((one) => `${one.code} ${one.at}`).join('; '));
      }
      deployment = compiled.deployment;
      awaitedStarts = [...deployment.processes.values()].flatMap((definition) =>
        timerStarts(definition, now).map((start) => ({ processId: definition.id, ...start })),
      );
      leaves = new Set([...deployment.processes.values()].flatMap((one) => [...leafTasks(one)]));
      ends = new Set(
        [...deployment.processes.values()].flatMap((one) =>
          [...one.nodes.values()].filter((node) => node.kind === 'endEvent').map((node) => node.id),
        ),
      );
    },
    setServiceHandler(handler) {
      stubOf = handler;
    },
    start({ process, variables, startEvent }) {
      startInstance(process, startEvent, variables);
      drain();
    },
    openUserTasks() {
      return activities()
        .filter((one) => one.taskId !== undefined)
        .map((one) => one.element);
    },
    completeUserTask(element, variables) {
      const task = activities().find((one) => one.taskId !== undefined && one.element === element);
      if (task === undefined) throw new Error(`no open user task ${element}`);
      execute(task.id, {
        type: 'completeUserTask',
        taskId: task.taskId,
        variables: variables ?? {},
      });
      drain();
    },
    message(eventName, variables) {
      correlate(eventName, variables ?? {}, true);
      drain();
    },
    signal(eventName, variables) {
      broadcast(eventName, variables ?? {}, undefined);
      drain();
    },
    fireTimer(element) {
      const timer = timers().find((one) => one.element === element);
      if (timer === undefined) throw new Error(`no timer ${element}`);
      fire(timer);
    },
    advanceTime(ms) {
      const until = now + ms;
      for (;;) {
        const due = timers()
          .filter((one) => one.dueAt <= until)
          .sort((one, other) => one.dueAt - other.dueAt);
        const [next] = due;
        if (next === undefined) break;
        fire(next);
      }
      now = until;
    },
    setVariables(variables) {
      for (const [id, state] of instances) {
        if (state.status === 'active') execute(id, { type: 'setVariables', variables });
      }
      drain();
    },
    result() {
      const states = [...instances.values()];
      const incidents = states.flatMap((state) => Object.values(state.incidents));
      const [first] = states;
      const failed = incidents.length > 0;
      const active = states.some((state) => state.status === 'active');
      return {
        state: failed ? 'error' : active ? 'active' : 'completed',
        ...(failed ? { error: incidents[0].message } : {}),
        completed: completed.reduce(
          (counts, id) => ({ ...counts, [id]: (counts[id] ?? 0) + 1 }),
          {},
        ),
        endEvents: endEvents.reduce(
          (counts, id) => ({ ...counts, [id]: (counts[id] ?? 0) + 1 }),
          {},
        ),
        order: completed,
        variables: first?.activities['0']?.variables ?? {},
      };
    },
  };
}
