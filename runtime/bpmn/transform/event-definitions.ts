import { parseCron, parseCycle, parseDuration, parseInstant } from '../../kernel';
import type { EventDefinition, TimerKind, TimerSpec } from '../model';
import { type ModdleElement, child, flag, list, text } from '../moddle';
import { type TransformContext, words } from './context';
import { correlationOf } from './correlation';

/** The event definitions of an event: its own and those that it refers to. */
export function eventDefinitionElements(event: ModdleElement): readonly ModdleElement[] {
  return [...list(event, 'eventDefinitions'), ...list(event, 'eventDefinitionRef')];
}

type Transform = (
  definition: ModdleElement,
  event: ModdleElement,
  context: TransformContext,
) => EventDefinition | undefined;

const transforms: Readonly<Record<string, Transform>> = {
  'bpmn:MessageEventDefinition': (definition, event, context) => {
    const name =
      text(child(definition, 'messageRef'), 'name') ?? child(definition, 'messageRef')?.id;
    const correlation = correlationOf(definition, event, context);
    const senderTitle = text(definition, 'senderTitle');
    return {
      kind: 'message',
      name: name ?? event.id ?? '',
      ...(correlation === undefined ? {} : { correlation }),
      ...(senderTitle === undefined
        ? {}
        : { sender: { title: senderTitle, roles: words(text(definition, 'senderRoles')) } }),
    };
  },
  'bpmn:SignalEventDefinition': (definition, event) => {
    const signal = child(definition, 'signalRef');
    return { kind: 'signal', name: text(signal, 'name') ?? signal?.id ?? event.id ?? '' };
  },
  'bpmn:TimerEventDefinition': (definition, event, context) => {
    const timer = timerSpec(definition, event, context);
    return timer === undefined ? undefined : { kind: 'timer', timer };
  },
  'bpmn:ConditionalEventDefinition': (definition, event, context) => {
    const condition = context.compileChild(definition, 'condition');
    if (condition === undefined) {
      context.report('BPMN-EVENT-REFERENCE', event, { kind: '条件' });
      return undefined;
    }
    return { kind: 'conditional', condition };
  },
  'bpmn:ErrorEventDefinition': (definition) => ({
    kind: 'error',
    code: codeOf(definition, 'errorRef', 'errorCode'),
  }),
  'bpmn:EscalationEventDefinition': (definition) => ({
    kind: 'escalation',
    code: codeOf(definition, 'escalationRef', 'escalationCode'),
  }),
  'bpmn:LinkEventDefinition': (definition, event) => ({
    kind: 'link',
    name: definition.name ?? event.name ?? '',
  }),
  'bpmn:CompensateEventDefinition': (definition) => ({
    kind: 'compensation',
    activity: child(definition, 'activityRef')?.id ?? null,
    wait: flag(definition, 'waitForCompletion', true),
  }),
  'bpmn:CancelEventDefinition': () => ({ kind: 'cancel' }),
  'bpmn:TerminateEventDefinition': () => ({ kind: 'terminate' }),
};

/** The code of a referred error or escalation; null catches every one. */
function codeOf(definition: ModdleElement, reference: string, attribute: string): string | null {
  const target = child(definition, reference);
  if (target === undefined) return null;
  return text(target, attribute) ?? target.name ?? target.id ?? null;
}

export function transformEventDefinitions(
  event: ModdleElement,
  context: TransformContext,
): readonly EventDefinition[] {
  return eventDefinitionElements(event).flatMap((definition) =>
    present(transformEventDefinition(definition, event, context)),
  );
}

/** One event definition, on behalf of the element that waits for it or throws it. */
export function transformEventDefinition(
  definition: ModdleElement,
  owner: ModdleElement,
  context: TransformContext,
): EventDefinition | undefined {
  return transforms[definition.$type]?.(definition, owner, context);
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

const TIMER_PROPERTIES: Readonly<Record<TimerKind, string>> = {
  date: 'timeDate',
  duration: 'timeDuration',
  cycle: 'timeCycle',
};

const LITERALS: Readonly<Record<TimerKind, (value: string) => unknown>> = {
  date: parseInstant,
  duration: parseDuration,
  cycle: (value) => parseCycle(value) ?? parseCron(value),
};

/** An ISO 8601 literal stays a text; anything else is a rule that gives one. */
function timerSpec(
  definition: ModdleElement,
  event: ModdleElement,
  context: TransformContext,
): TimerSpec | undefined {
  const kinds = (Object.keys(TIMER_PROPERTIES) as TimerKind[]).filter(
    (kind) => child(definition, TIMER_PROPERTIES[kind]) !== undefined,
  );
  const [kind] = kinds;
  const source =
    kind === undefined
      ? undefined
      : text(child(definition, TIMER_PROPERTIES[kind]), 'body')?.trim();
  if (kind === undefined || kinds.length !== 1 || source === undefined || source === '') {
    context.report('BPMN-TIMER', event);
    return undefined;
  }
  if (LITERALS[kind](source) !== undefined) return { kind, value: source };
  const rule = context.compile(event, source);
  return rule === undefined ? undefined : { kind, value: rule };
}
