import jsonata from 'jsonata';
import type { ExpressionName } from './names';

/** The part of JSONata's syntax tree that a reading needs. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly stages?: readonly unknown[];
  readonly predicate?: readonly unknown[];
  readonly group?: unknown;
  readonly lhs?: Node;
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly procedure?: Node;
  readonly arguments?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly expression?: Node;
}

/** Thrown where a rule is beyond what reads well; the person then sees the rule alone. */
class Unreadable extends Error {}

const COMPARISONS: Readonly<Record<string, string>> = {
  '=': '为',
  '!=': '不为',
  '>': '大于',
  '>=': '不小于',
  '<': '小于',
  '<=': '不超过',
  in: '属于',
};
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '-',
  '*': '×',
  '/': '÷',
  '&': '接',
};
const FUNCTIONS: Readonly<Record<string, (words: readonly string[]) => string>> = {
  count: ([what = '']) => `${what}的行数`,
  sum: ([what = '']) => `${what}的合计`,
  average: ([what = '']) => `${what}的平均`,
  max: ([what = '']) => `${what}的最大值`,
  min: ([what = '']) => `${what}的最小值`,
  exists: ([what = '']) => `${what}已填写`,
  not: ([what = '']) => `不是（${what}）`,
  length: ([what = '']) => `${what}的字数`,
  string: ([what = '']) => what,
  number: ([what = '']) => what,
  round: ([what = '', digits = '0']) => `${what}保留 ${digits} 位小数`,
  today: () => '今天',
};

/**
 * A rule as an official says it: `registeredHousehold = true and $count(members) > 2` → 「是否建档立卡户 为 是，且
 * 家庭成员的行数 大于 2」.
 *
 * @returns null for rules that do not parse, read names that nothing explains, or are too intricate to read well
 */
export function readingOf(source: string, names: readonly ExpressionName[]): string | null {
  const titles = new Map(names.map(({ insert, title }) => [insert, title]));
  try {
    return read(jsonata(source).ast() as unknown as Node, titles, true);
  } catch (error) {
    // Neither a rule that does not parse (JSONata's errors carry a code) nor one beyond this vocabulary has a reading.
    if (error instanceof Unreadable || typeof (error as { code?: unknown }).code === 'string')
      return null;
    throw error;
  }
}

function read(node: Node, titles: ReadonlyMap<string, string>, isOutermost = false): string {
  const inner = (child: Node | undefined, outermost = false): string => {
    if (child === undefined) throw new Unreadable();
    return read(child, titles, outermost);
  };
  switch (node.type) {
    case 'string':
      return node.value === '' ? '空' : `“${String(node.value)}”`;
    case 'number':
      return String(node.value);
    case 'value':
      if (node.value === true) return '是';
      if (node.value === false) return '否';
      return '空';
    case 'name':
    case 'path':
    case 'variable':
      return titleOf(node, titles);
    case 'binary':
      return readBinary(node, inner, isOutermost);
    case 'condition': {
      const otherwise = node.else === undefined ? '' : `，否则 ${inner(node.else)}`;
      return `如果 ${inner(node.condition, true)}，则 ${inner(node.then)}${otherwise}`;
    }
    case 'block': {
      const [only, ...rest] = node.expressions ?? [];
      if (rest.length > 0) throw new Unreadable();
      return inner(only, isOutermost);
    }
    case 'unary':
      if (node.value === '-') return `-${inner(node.expression)}`;
      if (node.value === '[')
        return (node.expressions ?? []).map((child) => inner(child)).join('、');
      throw new Unreadable();
    case 'function': {
      const say = FUNCTIONS[String(node.procedure?.value)];
      if (say === undefined) throw new Unreadable();
      return say((node.arguments ?? []).map((argument) => inner(argument)));
    }
    default:
      throw new Unreadable();
  }
}

function readBinary(
  node: Node,
  inner: (child: Node | undefined, outermost?: boolean) => string,
  isOutermost: boolean,
): string {
  const operator = String(node.value);
  if (operator === 'and' || operator === 'or') {
    const word = operator === 'and' ? '且' : '或';
    const chain = `${part(node.lhs, operator, inner)}，${word} ${part(node.rhs, operator, inner)}`;
    return isOutermost ? chain : `（${chain}）`;
  }
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return `${inner(node.lhs)} ${comparison} ${inner(node.rhs)}`;
  const sign = ARITHMETIC[operator];
  if (sign === undefined) throw new Unreadable();
  const text = `${inner(node.lhs)} ${sign} ${inner(node.rhs)}`;
  return isOutermost || operator === '&' ? text : `（${text}）`;
}

/** A chain of the same word needs no brackets: 「甲，且 乙，且 丙」. */
function part(
  child: Node | undefined,
  operator: string,
  inner: (child: Node | undefined, outermost?: boolean) => string,
): string {
  return inner(child, child?.type === 'binary' && child.value === operator);
}

function titleOf(node: Node, titles: ReadonlyMap<string, string>): string {
  const steps = node.type === 'path' ? (node.steps ?? []) : [node];
  const [first] = steps;
  if (node.type === 'path' && steps.length === 1 && first !== undefined && first.type !== 'name') {
    return read(first, titles);
  }
  const words = steps.map((step) => {
    if (step.stages !== undefined || step.predicate !== undefined) throw new Unreadable();
    if (step.type === 'variable') return `$${String(step.value)}`;
    if (step.type === 'name') return String(step.value);
    throw new Unreadable();
  });
  if (node.group !== undefined) throw new Unreadable();
  const title = titles.get(words.join('.'));
  if (title === undefined) throw new Unreadable();
  return title;
}
