import { Failure } from './failure';
import { isFunction } from './values';

/** One parameter of a signature such as `<s-(sf)n?:s>`. */
interface Parameter {
  /** Type letters it takes; `m` is a missing value. */
  readonly letters: string;
  readonly array: boolean;
  /** Item type of an array, when the signature gives one. */
  itemType?: string;
  /** May be left out. */
  optional: boolean;
  /** Takes one or more. */
  repeated: boolean;
  /** When left out, the context value stands in. */
  context: boolean;
}

export type Signature = readonly Parameter[];

const LETTERS: Readonly<Record<string, string>> = {
  s: 'sm',
  n: 'nm',
  b: 'bm',
  l: 'lm',
  o: 'om',
  a: 'asnblfom',
  f: 'f',
  j: 'asnblom',
  x: 'asnblfom',
};

/** Reads a signature that JSONata's parser has accepted. */
export function parseSignature(definition: string): Signature {
  const parameters: Parameter[] = [];
  let position = 1;
  while (position < definition.length) {
    const symbol = definition.charAt(position);
    const last = parameters.at(-1);
    if (symbol === ':') break;
    if (symbol === '(') {
      const end = closing(definition, position, '(', ')');
      parameters.push(parameter(`${definition.slice(position + 1, end)}m`, false));
      position = end;
    } else if (symbol === '<') {
      const end = closing(definition, position, '<', '>');
      if (last !== undefined) last.itemType = definition.slice(position + 1, end);
      position = end;
    } else if (last !== undefined && symbol === '-') last.context = last.optional = true;
    else if (last !== undefined && symbol === '?') last.optional = true;
    else if (last !== undefined && symbol === '+') last.repeated = true;
    else if (LETTERS[symbol] !== undefined)
      parameters.push(parameter(LETTERS[symbol], symbol === 'a'));
    position += 1;
  }
  return parameters;
}

function parameter(letters: string, array: boolean): Parameter {
  return { letters, array, optional: false, repeated: false, context: false };
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  let position = start;
  while (position < text.length && depth > 0) {
    position += 1;
    if (text.charAt(position) === open) depth += 1;
    else if (text.charAt(position) === close) depth -= 1;
  }
  return position;
}

function letterOf(value: unknown): string {
  if (isFunction(value)) return 'f';
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'object':
      return value === null ? 'l' : Array.isArray(value) ? 'a' : 'o';
    default:
      return 'm';
  }
}

/** Checks arguments, puts the context in for those left out, and wraps single values meant as arrays. */
export function validateArguments(
  signature: Signature,
  args: readonly unknown[],
  context: unknown,
  token: string | undefined,
): readonly unknown[] {
  const given = args.map(letterOf).join('');
  const counts = match(signature, given);
  if (counts === undefined) throw mismatch(signature, given, args, token);
  const result: unknown[] = [];
  let next = 0;
  signature.forEach((expected, index) => {
    const count = counts[index] ?? 0;
    if (count > 0) {
      const first = args[next];
      const letters = given.slice(next, next + count);
      for (const letter of letters) {
        result.push(
          expected.array ? asArray(expected, args[next], letter, letters, next, token) : first,
        );
        next += 1;
      }
    } else if (expected.context) {
      if (!expected.letters.includes(letterOf(context)))
        throw new Failure('T0411', failing(token, context, next));
      result.push(context);
    } else {
      result.push(args[next]);
      next += 1;
    }
  });
  return result;
}

function failing(
  token: string | undefined,
  value: unknown,
  index: number,
): ConstructorParameters<typeof Failure>[1] {
  return { value, index: index + 1, ...(token === undefined ? {} : { token }) };
}

function asArray(
  expected: Parameter,
  value: unknown,
  letter: string,
  letters: string,
  index: number,
  token: string | undefined,
): unknown {
  if (letter === 'm') return undefined;
  const { itemType } = expected;
  if (Array.isArray(value)) {
    if (itemType !== undefined && value.some((item) => letterOf(item) !== itemType.charAt(0))) {
      throw new Failure('T0412', failing(token, value, index));
    }
    return value;
  }
  if (itemType !== undefined && letters !== itemType)
    throw new Failure('T0412', failing(token, value, index));
  return [value];
}

/** How many arguments each parameter takes, greedily; undefined when they do not fit. */
function match(signature: Signature, given: string): number[] | undefined {
  const failed = new Set<number>();
  const counts: number[] = [];
  const fits = (index: number, start: number): boolean => {
    const expected = signature[index];
    if (expected === undefined) return start === given.length;
    const key = index * (given.length + 1) + start;
    if (failed.has(key)) return false;
    let most = 0;
    const bound = expected.repeated ? given.length : 1;
    while (
      most < bound &&
      start + most < given.length &&
      expected.letters.includes(given.charAt(start + most))
    )
      most += 1;
    for (let count = most; count >= (expected.optional ? 0 : 1); count -= 1) {
      counts[index] = count;
      if (fits(index + 1, start + count)) return true;
    }
    failed.add(key);
    return false;
  };
  return fits(0, 0) ? counts : undefined;
}

function mismatch(
  signature: Signature,
  given: string,
  args: readonly unknown[],
  token: string | undefined,
): Failure {
  let good = 0;
  for (const expected of signature) {
    if (good < given.length && expected.letters.includes(given.charAt(good))) good += 1;
    else if (!expected.optional) break;
  }
  return new Failure('T0410', failing(token, args[good], good));
}
