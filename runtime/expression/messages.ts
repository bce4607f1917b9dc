import type { MessageTable } from '../messages/format';

/** Why an expression cannot be compiled or gives no value. */
export const expressionMessages = {
  'EXPR-SYNTAX': {
    zh: '规则写法有误（第 {position} 个字符附近）：{detail}',
    en: 'The rule does not parse (near character {position}): {detail}',
  },
  'EXPR-TOO-LONG': {
    zh: '规则太长，请拆成几条（最多 {limit} 个字符）。',
    en: 'The rule is too long (at most {limit} characters).',
  },
  'EXPR-FORBIDDEN': {
    zh: '规则里不能使用 ${name}：结果必须每次相同，也不能运行另一段规则。',
    en: 'A rule may not use ${name}: results must repeat, and rules do not run other rules.',
  },
  'EXPR-UNKNOWN-VARIABLE': {
    zh: '规则里的 ${name} 没有定义，请检查拼写。',
    en: '${name} is not defined; check the spelling.',
  },
  'EXPR-PATTERN': {
    zh: '规则里的匹配式 /{pattern}/ 不能使用。',
    en: 'The pattern /{pattern}/ cannot be used.',
  },
  'EXPR-TYPE': {
    zh: '规则计算时数据类型不对：{detail}',
    en: 'A value has the wrong type: {detail}',
  },
  'EXPR-LIMIT': {
    zh: '规则计算量超过上限，请简化规则或检查是否循环。',
    en: 'The rule exceeds its bounds; simplify it or check for a loop.',
  },
  'EXPR-RAISED': { zh: '{detail}', en: '{detail}' },
  'EXPR-FAILED': { zh: '规则计算出错：{detail}', en: 'The rule failed: {detail}' },
} as const satisfies MessageTable;

export type ExpressionErrorCode = keyof typeof expressionMessages;
