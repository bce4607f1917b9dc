import type { MultiInstance, MultiInstanceBehavior, StandardLoop } from '../model';
import { type ModdleElement, child, flag, list, text } from '../moddle';
import type { TransformContext } from './context';
import { dataName } from './data';
import { transformEventDefinition, transformEventDefinitions } from './event-definitions';

/** Loop and multi-instance settings of an activity. */
export function transformLoop(
  activity: ModdleElement,
  context: TransformContext,
): StandardLoop | MultiInstance | undefined {
  const loop = child(activity, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  return loop.$type === 'bpmn:StandardLoopCharacteristics'
    ? standardLoop(activity, loop, context)
    : multiInstance(activity, loop, context);
}

function standardLoop(
  activity: ModdleElement,
  loop: ModdleElement,
  context: TransformContext,
): StandardLoop {
  const condition = context.compileChild(loop, 'loopCondition');
  const maximum = loop['loopMaximum'];
  const limit = maximum === undefined ? null : Number(maximum);
  if (limit !== null && !(Number.isInteger(limit) && limit >= 0)) {
    context.report('BPMN-LOOP', activity, { detail: '循环次数上限须是不小于 0 的整数' });
  }
  return {
    kind: 'standard',
    testBefore: flag(loop, 'testBefore', false),
    maximum: limit,
    ...(condition === undefined ? {} : { condition }),
  };
}

const BEHAVIORS = { None: 'none', One: 'one', All: 'all', Complex: 'complex' } as const;

function multiInstance(
  activity: ModdleElement,
  loop: ModdleElement,
  context: TransformContext,
): MultiInstance {
  const cardinality = context.compileChild(loop, 'loopCardinality');
  const collection = context.compile(activity, collectionSource(loop));
  const completionCondition = context.compileChild(loop, 'completionCondition');
  const outputElement = context.compile(activity, text(loop, 'outputElement'));
  if (cardinality === undefined && collection === undefined) {
    context.report('BPMN-LOOP', activity, { detail: '没有写明次数或集合' });
  }
  return {
    kind: 'multiInstance',
    sequential: flag(loop, 'isSequential', false),
    ...(cardinality === undefined ? {} : { cardinality }),
    ...(collection === undefined ? {} : { collection }),
    elementVariable:
      text(loop, 'elementVariable') ??
      loop.$attrs?.['camunda:elementVariable']?.toString() ??
      child(loop, 'inputDataItem')?.name ??
      child(loop, 'inputDataItem')?.id ??
      null,
    outputCollection:
      text(loop, 'outputCollection') ?? dataReference(loop, 'loopDataOutputRef') ?? null,
    ...(outputElement === undefined ? outputItem(activity, loop, context) : { outputElement }),
    ...(completionCondition === undefined ? {} : { completionCondition }),
    behavior: behavior(activity, loop, context),
  };
}

function behavior(
  activity: ModdleElement,
  loop: ModdleElement,
  context: TransformContext,
): MultiInstanceBehavior {
  const kind = BEHAVIORS[text(loop, 'behavior') as keyof typeof BEHAVIORS] ?? 'all';
  const definition = child(loop, kind === 'one' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef');
  const event =
    definition === undefined ? undefined : transformEventDefinition(definition, activity, context);
  return {
    kind,
    ...(event === undefined ? {} : { event }),
    cases: list(loop, 'complexBehaviorDefinition').flatMap((one) => {
      const condition = context.compileChild(one, 'condition');
      const thrown = child(one, 'event');
      if (condition === undefined) return [];
      return [
        {
          condition,
          events: thrown === undefined ? [] : transformEventDefinitions(thrown, context),
        },
      ];
    }),
  };
}

function outputItem(
  activity: ModdleElement,
  loop: ModdleElement,
  context: TransformContext,
): { outputElement?: NonNullable<MultiInstance['outputElement']> } {
  const item = child(loop, 'outputDataItem');
  const name = item?.name ?? item?.id;
  const compiled = name === undefined ? undefined : context.compile(activity, name);
  return compiled === undefined ? {} : { outputElement: compiled };
}

function collectionSource(loop: ModdleElement): string | undefined {
  const attribute = text(loop, 'collection') ?? loop.$attrs?.['camunda:collection']?.toString();
  if (attribute !== undefined) return attribute.replace(/^\$\{(.*)\}$/, '$1');
  return dataReference(loop, 'loopDataInputRef');
}

/** Data of the file, or the name of a variable. */
function dataReference(loop: ModdleElement, property: string): string | undefined {
  return text(loop, property) ?? dataName(child(loop, property));
}
