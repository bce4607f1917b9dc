import { formatMessage } from '../messages/format';
import { printMessages } from '../messages/print';
import { type Entry, cell } from './fields-table';
import type { PrintCell, PrintLine, PrintTable } from './print-document';

/** Fields that belong together, under the name of their section. */
export interface ItemGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const WIDTHS = [0.13, 0.27, 0.07, 0.08, 0.17, 0.28];
/** 「外出务工（L1）」: the code at the end of a title. */
const CODE = /^(.*)（([A-Z]\d*)）$/;

/** 逐项表: one field to a line, with its unit, its code and how it is computed. */
export function itemsTable(groups: readonly ItemGroup[]): PrintTable {
  const head = (['category', 'item', 'unit', 'code', 'amount', 'note'] as const).map((key) =>
    cell([text(formatMessage(printMessages, key))], 1, true),
  );
  return {
    kind: 'table',
    caption: null,
    widths: WIDTHS,
    headRows: 1,
    isDense: false,
    rows: [
      { isBar: false, cells: head },
      ...groups.flatMap(({ title, entries }) =>
        entries.map((entry, index) => ({
          isBar: false,
          cells: [
            ...(index === 0 ? [cell([text(title)], 1, true, entries.length)] : []),
            ...itemCells(entry),
          ],
        })),
      ),
    ],
  };
}

function itemCells({ field, content }: Entry): readonly PrintCell[] {
  const [, name = field.title, code = ''] = CODE.exec(field.title) ?? [];
  const note = field.schema['x-banshi']?.formula ?? field.schema.description ?? '';
  return [
    cell([text(name)], 1, false),
    cell([text(unitOf(field))], 1, false),
    cell([text(code)], 1, false),
    { ...cell(content, 1, false), isNumber: isNumber(field) },
    cell(note === '' ? [] : [{ kind: 'text', text: note, isSmall: true }], 1, false),
  ];
}

function unitOf({ kind, schema }: Entry['field']): string {
  const { format, suffix } = schema['x-component-props'] ?? {};
  if (kind === 'money' || format === 'money') return formatMessage(printMessages, 'yuan');
  if (kind === 'percent' || format === 'percent') return '%';
  return typeof suffix === 'string' ? suffix : '';
}

function isNumber({ kind, schema }: Entry['field']): boolean {
  const format = schema['x-component-props']?.['format'];
  return (
    ['number', 'money', 'percent'].includes(kind) ||
    (typeof format === 'string' && ['number', 'money', 'percent'].includes(format))
  );
}

function text(value: string): PrintLine {
  return { kind: 'text', text: value };
}
