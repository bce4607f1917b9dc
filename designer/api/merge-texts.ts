/**
 * Brings two people's changes of one JSON file together: what only one of them changed is taken from that one, member by
 * member; lists count as one value.
 *
 * @param base the text that both began from; null when there was none
 * @returns the text with both changes; null where both changed the same member, or the file is not JSON
 */
export function mergeTexts(
  path: string,
  base: string | null,
  mine: string | null,
  theirs: string | null,
): string | null {
  if (!path.endsWith('.json') || base === null || mine === null || theirs === null) return null;
  try {
    const merged = merge(parse(base), parse(mine), parse(theirs));
    return merged === CONFLICT ? null : `${JSON.stringify(merged, null, 2)}\n`;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
const CONFLICT = Symbol('conflict');

function parse(text: string): Json {
  return JSON.parse(text) as Json;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The order of members is meaningful in forms, so that a new order is a change. */
function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function merge(
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
): Json | undefined | typeof CONFLICT {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return CONFLICT;
  const order = mergeOrder(Object.keys(base), Object.keys(mine), Object.keys(theirs));
  if (order === null) return CONFLICT;
  const result: [string, Json][] = [];
  for (const key of order) {
    const value = merge(memberOf(base, key), memberOf(mine, key), memberOf(theirs, key));
    if (value === CONFLICT) return CONFLICT;
    if (value !== undefined) result.push([key, value]);
  }
  return Object.fromEntries(result);
}

function memberOf(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The order of the one who reordered, with the other's new members after the neighbour they stood behind. */
function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] | null {
  const kept = base.filter((key) => mine.includes(key) && theirs.includes(key));
  const orderIn = (keys: readonly string[]): string =>
    JSON.stringify(keys.filter((key) => kept.includes(key)));
  const original = JSON.stringify(kept);
  const mineMoved = orderIn(mine) !== original;
  const theirsMoved = orderIn(theirs) !== original;
  if (mineMoved && theirsMoved && orderIn(mine) !== orderIn(theirs)) return null;
  const [lead, other] = theirsMoved ? [theirs, mine] : [mine, theirs];
  const order = [...lead];
  other.forEach((key, index) => {
    if (order.includes(key)) return;
    const before = other
      .slice(0, index)
      .reverse()
      .find((one) => order.includes(one));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  return order;
}
