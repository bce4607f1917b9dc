import { type MessageTable, formatMessage } from './format';

/** What a file's shape finds wrong with a value. */
export const shapeMessages = {
  'SHAPE-TYPE': { zh: '应为{expected}', en: 'expected {expected}' },
  'SHAPE-MISSING': { zh: '缺少这一项（应为{expected}）', en: 'is missing (expected {expected})' },
  'SHAPE-KEYS': { zh: '不认识的属性 {keys}', en: 'unknown keys {keys}' },
  'SHAPE-VALUES': { zh: '只能是 {values}', en: 'must be one of {values}' },
  'SHAPE-SMALL': { zh: '太短或太小，至少 {limit}', en: 'too short or small, at least {limit}' },
  'SHAPE-BIG': { zh: '太长或太大，最多 {limit}', en: 'too long or large, at most {limit}' },
  'SHAPE-UNION': { zh: '不符合任何一种允许的写法', en: 'fits none of the allowed forms' },
} as const satisfies MessageTable;

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
};

/** An issue of a zod schema, as far as a sentence needs it. */
export interface ShapeIssue {
  readonly code: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

/** The Chinese sentence of an issue, to hand to a schema's parse as `{ error }`; undefined leaves it to the schema. */
export function describeShapeIssue(issue: ShapeIssue): string | undefined {
  const said = (code: keyof typeof shapeMessages, params: Record<string, string> = {}): string =>
    formatMessage(shapeMessages, code, params);
  switch (issue.code) {
    case 'invalid_type': {
      const expected = kinds[String(issue.expected)] ?? String(issue.expected);
      return said(issue.input === undefined ? 'SHAPE-MISSING' : 'SHAPE-TYPE', { expected });
    }
    case 'unrecognized_keys':
      return said('SHAPE-KEYS', { keys: (issue.keys ?? []).join('、') });
    case 'invalid_value':
      return said('SHAPE-VALUES', { values: (issue.values ?? []).map(String).join('、') });
    case 'too_small':
      return said('SHAPE-SMALL', { limit: String(issue.minimum) });
    case 'too_big':
      return said('SHAPE-BIG', { limit: String(issue.maximum) });
    case 'invalid_union':
      return said('SHAPE-UNION');
    default:
      return undefined;
  }
}
