import { type Field, isPaneHolder } from '../form';
import type { PrintCell, PrintLine, PrintRow, PrintTable } from './print-document';

/** A field on paper: its name, and what stands beside it. */
export interface Entry {
  readonly field: Field;
  readonly content: readonly PrintLine[];
}

const COLUMNS = 4;
const WIDTHS = [0.18, 0.32, 0.18, 0.32];
/** Fields that take this much of the screen's 24 columns have a line of their own. */
const WIDE_SPAN = 16;
const MANY_LINES = 2;

/** Fields of a layout that has no heading on paper stand as if it were not there: a grid, what shows panes in turn. */
export function withoutFrames(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) =>
    field.component === 'Grid' || isPaneHolder(field.component)
      ? withoutFrames(field.children)
      : [field],
  );
}

/** Fields two to a line, long ones on a line of their own; a bar above says what they belong to. */
export function fieldsTable(title: string | null, entries: readonly Entry[]): PrintTable {
  return {
    kind: 'table',
    caption: null,
    widths: WIDTHS,
    headRows: 0,
    isDense: false,
    rows: [
      ...(title === null ? [] : [bar(title, COLUMNS)]),
      ...linesOf(entries).map((line) => ({
        isBar: false,
        cells: line.flatMap(({ field, content }) => [
          cell([{ kind: 'text', text: field.title }], 1, true),
          cell(content, line.length === 1 ? COLUMNS - 1 : 1, false),
        ]),
      })),
    ],
  };
}

/** A row over all columns that says what follows. */
export function bar(title: string, columns: number): PrintRow {
  return { isBar: true, cells: [cell([{ kind: 'text', text: title }], columns, true)] };
}

export function cell(
  content: readonly PrintLine[],
  columns: number,
  isLabel: boolean,
  rows = 1,
): PrintCell {
  return { content, columns, rows, isLabel };
}

function isWide({ field, content }: Entry): boolean {
  const span = field.schema['x-decorator-props']?.['span'];
  return (typeof span === 'number' && span >= WIDE_SPAN) || content.length >= MANY_LINES;
}

function linesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const lines: Entry[][] = [];
  let line: Entry[] = [];
  for (const entry of entries) {
    if (isWide(entry)) {
      if (line.length > 0) lines.push(line);
      lines.push([entry]);
      line = [];
      continue;
    }
    line.push(entry);
    if (line.length === COLUMNS / 2) {
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
