import type { ExpressionError } from '../../runtime/expression';
import { currentLocale, t } from '../text';

const SYNTAX = {
  S0101: 'syntax.quote',
  S0102: 'syntax.number',
  S0103: 'syntax.escape',
  S0104: 'syntax.escape',
  S0105: 'syntax.backquote',
  S0106: 'syntax.comment',
  S0201: 'syntax.stray',
  S0202: 'syntax.stray',
  S0203: 'syntax.end',
  S0204: 'syntax.operator',
  S0205: 'syntax.stray',
  S0207: 'syntax.end',
  S0211: 'syntax.stray',
  S0301: 'syntax.regex',
  S0302: 'syntax.regex',
  S0500: 'syntax.end',
} as const;

/** What is wrong with a rule, in the person's language; the parser itself speaks English only. */
export function expressionSentence(error: ExpressionError): string {
  const { code, jsonataCode = '', message, position } = error;
  if (code !== 'EXPR-SYNTAX' || currentLocale() !== 'zh' || !Object.hasOwn(SYNTAX, jsonataCode))
    return message;
  return t(SYNTAX[jsonataCode as keyof typeof SYNTAX], { position: position ?? 0 });
}
