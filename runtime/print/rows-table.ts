import type { Field, FormContext } from '../form';
import { formatMessage } from '../messages/format';
import { printMessages } from '../messages/print';
import { contentOf } from './content';
import { paperText } from './paper-text';
import type { PrintCell, PrintLine, PrintTable } from './print-document';

type Row = Readonly<Record<string, unknown>>;

export interface RowsOptions {
  readonly context: FormContext;
  /** How many columns fit beside each other. */
  readonly most: number;
  /** Keys of the columns that are printed; all when absent. */
  readonly columns?: readonly string[] | undefined;
}

const NUMBER_COLUMN = 5;
const LEAST_WIDTH = 5;
const MOST_WIDTH = 19;
const BLANK_ROWS = 5;

/**
 * The rows of a table field. Columns that do not fit beside each other go on in further tables (续), each with the first
 * column again.
 *
 * @param rows null on an empty form, which has rows to write in
 */
export function rowsTables(
  field: Field,
  rows: readonly Row[] | null,
  options: RowsOptions,
): readonly PrintTable[] {
  const columns = columnsOf(field.children, options.columns);
  return partsOf(columns, options.most).map((part, index) => {
    const caption = index === 0 ? field.title : word('continued', { title: field.title });
    return oneTable(caption, part, rows, options.context);
  });
}

/** Columns that hold a value, those of groups in a row too; in the order asked for. */
function columnsOf(
  fields: readonly Field[],
  chosen: readonly string[] | undefined,
): readonly Field[] {
  const all = fields.flatMap((field): readonly Field[] =>
    field.kind === 'void' || field.kind === 'group'
      ? columnsOf(field.children, undefined)
      : [field],
  );
  if (chosen === undefined) return all;
  return chosen.flatMap((key) => all.filter((field) => field.key === key));
}

function partsOf(columns: readonly Field[], most: number): readonly (readonly Field[])[] {
  const [first] = columns;
  if (first === undefined) return [];
  const parts = [columns.slice(0, most)];
  for (let at = most; at < columns.length; at += most - 1)
    parts.push([first, ...columns.slice(at, at + most - 1)]);
  return parts;
}

function oneTable(
  caption: string,
  columns: readonly Field[],
  rows: readonly Row[] | null,
  context: FormContext,
): PrintTable {
  const shown: readonly (Row | null)[] = rows ?? Array.from({ length: BLANK_ROWS }, () => null);
  const head = [word('rowNumber'), ...columns.map(({ title }) => title)];
  return {
    kind: 'table',
    caption,
    widths: widthsOf(columns, rows ?? [], context),
    headRows: 1,
    isDense: true,
    rows: [
      { isBar: false, cells: head.map((text) => cell([{ kind: 'text', text }], true)) },
      ...shown.map((row, index) => ({
        isBar: false,
        cells: [
          cell([{ kind: 'text', text: String(index + 1) }], false),
          ...columns.map((column) =>
            cell(row === null ? [] : contentOf(column, valueIn(row, column), context), false),
          ),
        ],
      })),
    ],
  };
}

/** The value of a column, which may stand in a group of the row. */
function valueIn(row: Row, column: Field): unknown {
  const below = column.path.slice((column.table?.path.length ?? -1) + 1).split('.');
  return below.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Row)[key] : undefined),
    row,
  );
}

function cell(content: readonly PrintLine[], isLabel: boolean): PrintCell {
  return { content, columns: 1, rows: 1, isLabel };
}

/** Shares of the line by what stands in each column: an identity number needs room that 是 does not. */
function widthsOf(
  columns: readonly Field[],
  rows: readonly Row[],
  context: FormContext,
): readonly number[] {
  const wanted = columns.map((column) => {
    const texts = rows.map((row) =>
      column.kind === 'signature' ? '　　　　' : paperText(column, valueIn(row, column), context),
    );
    const widest = Math.max(widthOf(column.title) / 2, ...texts.map(widthOf));
    return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, widest)) + 1;
  });
  const all = NUMBER_COLUMN + wanted.reduce((sum, one) => sum + one, 0);
  return [NUMBER_COLUMN, ...wanted].map((one) => one / all);
}

/** How wide a text prints, in half Chinese characters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}

function word(
  key: keyof typeof printMessages,
  params: Readonly<Record<string, string>> = {},
): string {
  return formatMessage(printMessages, key, params);
}
