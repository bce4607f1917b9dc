import type { CompiledExpression } from '../../expression';
import { type ModdleElement, child, isA, list, text } from '../moddle';
import type { TransformContext } from './context';

/**
 * How a message finds its instance: our own attribute, else the correlation keys of the file (BPMN 2.0.2 §8.4.2). A
 * sender reads the key from the message that it sends; a receiver from its subscription, or as the sender does.
 *
 * @param holder where our attribute is: the event definition or the task
 */
export function correlationOf(
  holder: ModdleElement,
  owner: ModdleElement,
  context: TransformContext,
): CompiledExpression | undefined {
  const own = text(holder, 'correlation');
  if (own !== undefined) return context.compile(owner, own);
  const message = child(holder, 'messageRef');
  if (message === undefined) return undefined;
  const sends = isA(owner, 'bpmn:ThrowEvent') || owner.$type === 'bpmn:SendTask';
  const paths = (sends ? undefined : subscribed(owner, message)) ?? retrieved(owner, message);
  return paths === undefined ? undefined : context.compile(owner, keyExpression(paths));
}

/** The values of a key in one text; none when one of them is missing. */
function keyExpression(paths: readonly string[]): string {
  const all = paths.map((path) => `$exists(${path})`).join(' and ');
  const text = paths.map((path) => `$string(${path})`).join(' & "|" & ');
  return `${all} ? ${text}`;
}

/** What the subscription of the process says about the key of this message. */
function subscribed(owner: ModdleElement, message: ModdleElement): readonly string[] | undefined {
  for (const subscription of list(around(owner, 'bpmn:Process'), 'correlationSubscriptions')) {
    const properties = list(child(subscription, 'correlationKeyRef'), 'correlationPropertyRef');
    if (!properties.every((property) => pathIn(property, message) !== undefined)) continue;
    const paths = properties.flatMap((property) => {
      const binding = list(subscription, 'correlationPropertyBinding').find(
        (one) => child(one, 'correlationPropertyRef') === property,
      );
      return text(child(binding, 'dataPath'), 'body')?.trim() ?? [];
    });
    if (paths.length > 0 && paths.length === properties.length) return paths;
  }
  return undefined;
}

/** Where the properties of a key are in the message, for the first key that it carries whole. */
function retrieved(owner: ModdleElement, message: ModdleElement): readonly string[] | undefined {
  const root = around(owner, 'bpmn:Definitions');
  const keys = list(root, 'rootElements').flatMap((one) => list(one, 'correlationKeys'));
  for (const key of keys) {
    const properties = list(key, 'correlationPropertyRef');
    const paths = properties.flatMap((property) => pathIn(property, message) ?? []);
    if (paths.length > 0 && paths.length === properties.length) return paths;
  }
  return undefined;
}

function pathIn(property: ModdleElement, message: ModdleElement): string | undefined {
  const retrieval = list(property, 'correlationPropertyRetrievalExpression').find(
    (one) => child(one, 'messageRef') === message,
  );
  return text(child(retrieval, 'messagePath'), 'body')?.trim();
}

function around(element: ModdleElement, type: string): ModdleElement | undefined {
  for (let at = element.$parent; at !== undefined; at = at.$parent) {
    if (isA(at, type)) return at;
  }
  return undefined;
}
