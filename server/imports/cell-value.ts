import { type Field, type FormContext, optionsOf } from '../../runtime/form';
import { type Result, err, isDate, ok } from '../../runtime/kernel';
import { formatMessage } from '../../runtime/messages/format';
import { importMessages } from '../../runtime/messages/import';

/** The sentence that says what is wrong with a cell. */
type CellResult = Result<unknown, string>;

/** Numbers of more digits do not survive a sheet's own number format. */
const SAFE_DIGITS = 15;
const BETWEEN = /\s*(?:至|到|~|～|—|–)\s*/;

/**
 * The value of a form's field that a cell says; undefined for an empty one.
 *
 * @param cell what exceljs read: text, number, boolean or Date
 */
export function cellValue(field: Field, cell: unknown, context: FormContext): CellResult {
  const text = textOf(cell);
  if (text === '') return ok(undefined);
  switch (field.kind) {
    case 'number':
    case 'money':
    case 'percent':
    case 'rating':
      return numberOf(cell, text);
    case 'date':
      return isoOf(text, isDate, '2020-06-03');
    case 'month':
      return isoOf(text, isMonth, '2020-06');
    case 'dateTime':
      return dateTimeOf(text);
    case 'dateRange':
      return rangeOf(text, isDate, '2020-06-01 至 2020-06-30');
    case 'monthRange':
      return rangeOf(text, isMonth, '2020-01 至 2020-06');
    case 'boolean':
      return booleanOf(cell, text);
    case 'choice':
    case 'choices':
    case 'treeChoice':
      return choiceOf(field, text, context);
    case 'unit':
    case 'unitPath':
      return unitOf(text, context);
    default:
      return typeof cell === 'number' && String(Math.trunc(cell)).length > SAFE_DIGITS
        ? fault('LIST-NUMBER-AS-TEXT')
        : ok(text);
  }
}

/** A cell as people see it. Dates are read without a time zone: a sheet has none. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
  }
  if (typeof cell === 'object') {
    const { text, result, richText } = cell as {
      text?: unknown;
      result?: unknown;
      richText?: readonly { readonly text: string }[];
    };
    if (richText !== undefined)
      return richText
        .map((part) => part.text)
        .join('')
        .trim();
    return textOf(result ?? text);
  }
  return String(cell as string | number | boolean).trim();
}

function numberOf(cell: unknown, text: string): CellResult {
  const value = typeof cell === 'number' ? cell : Number(text.replace(/[,，\s]/g, ''));
  return Number.isFinite(value) ? ok(value) : fault('LIST-NUMBER', { text });
}

/** 2020/6/3 and 2020年6月3日 are 2020-06-03. */
function isoText(text: string): string {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?\s*[日月]?$/.exec(text);
  if (parts === null) return text;
  const [, year = '', month = '', day] = parts;
  return [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join(
    '-',
  );
}

function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isDate(`${text}-01`);
}

function isoOf(text: string, fits: (text: string) => boolean, example: string): CellResult {
  const iso = isoText(text);
  // A sheet that knows no months makes the first day of them.
  const candidates = [iso, iso.slice(0, example.length)];
  const found = candidates.find((one) => one.length === example.length && fits(one));
  return found === undefined ? fault('LIST-DATE', { text, example }) : ok(found);
}

function dateTimeOf(text: string): CellResult {
  const [, date = '', time = ''] = /^(.*?)[T\s]+(\d{1,2}:\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const day = isoText(date);
  if (!isDate(day)) return fault('LIST-DATE', { text, example: '2020-06-03 14:30' });
  return ok(`${day}T${time.padStart(5, '0')}:00+08:00`);
}

function rangeOf(text: string, fits: (text: string) => boolean, example: string): CellResult {
  const [start = '', end = '', more] = text.split(BETWEEN).map(isoText);
  return more === undefined && fits(start) && fits(end)
    ? ok({ start, end })
    : fault('LIST-DATE', { text, example });
}

function booleanOf(cell: unknown, text: string): CellResult {
  if (typeof cell === 'boolean') return ok(cell);
  if (['是', '有', 'Y', 'y', '√'].includes(text)) return ok(true);
  if (['否', '无', 'N', 'n', '×'].includes(text)) return ok(false);
  return fault('LIST-YES-NO', { text });
}

function choiceOf(field: Field, text: string, context: FormContext): CellResult {
  const options = optionsOf(field, context);
  const find = (one: string): CellResult => {
    const found = options.find(({ label, value }) => label === one || String(value) === one);
    return found === undefined ? fault('LIST-OPTION', { text: one }) : ok(found.value);
  };
  if (!field.multiple) return find(text);
  const values: unknown[] = [];
  for (const one of text.split(/[、,，;；\n]/).map((part) => part.trim())) {
    if (one === '') continue;
    const found = find(one);
    if (!found.ok) return found;
    values.push(found.value);
  }
  return ok(values);
}

/** By code, by name, or by names from above: 西二镇/糯租村. */
function unitOf(text: string, { units }: FormContext): CellResult {
  const byCode = units.find((unit) => unit.code === text);
  if (byCode !== undefined) return ok(byCode.code);
  const names = text.split(/[/／>\s]+/).filter((name) => name !== '');
  const isBelow = (code: string | undefined, above: readonly string[]): boolean => {
    const last = above.at(-1);
    if (last === undefined) return true;
    const unit = units.find((one) => one.code === code);
    if (unit === undefined) return false;
    return unit.name === last
      ? isBelow(unit.parent, above.slice(0, -1))
      : isBelow(unit.parent, above);
  };
  const found = units.filter(
    (unit) => unit.name === names.at(-1) && isBelow(unit.parent, names.slice(0, -1)),
  );
  const [only, another] = found;
  if (only === undefined) return fault('LIST-UNIT', { text });
  return another === undefined ? ok(only.code) : fault('LIST-UNIT-TWICE', { text });
}

function fault(
  code: keyof typeof importMessages,
  params: Readonly<Record<string, string>> = {},
): CellResult {
  return err(formatMessage(importMessages, code, params));
}
