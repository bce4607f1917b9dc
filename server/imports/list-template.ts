import ExcelJS from 'exceljs';
import {
  type Field,
  type FormAccess,
  type FormContext,
  type FormModel,
  optionsOf,
} from '../../runtime/form';
import { formatMessage } from '../../runtime/messages/format';
import { importMessages } from '../../runtime/messages/import';
import { type ListSheet, headingsOf, sheetsOf } from './list-columns';

/** Rows that are ready to be filled: drop-downs reach as far. */
const READY_ROWS = 2_000;
export const FIRST_ROW = 3;
/** Under this name the values of drop-downs lie in the workbook, out of sight. */
const OPTIONS_SHEET = '选项';
const NOTE_FILL = 'FFF4F6FA';

/**
 * A workbook to be filled with one applicant in a row, and their tables on sheets of their own. Row 1 says what each column
 * takes, row 2 its title; drop-downs offer what may be chosen.
 */
export async function listTemplate(
  form: FormModel,
  access: FormAccess,
  context: FormContext,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheets = sheetsOf(form, access);
  const drawn = sheets.map((sheet) => ({ sheet, drawn: workbook.addWorksheet(nameOf(sheet)) }));
  const options = workbook.addWorksheet(OPTIONS_SHEET, { state: 'veryHidden' });
  let lists = 0;
  const dropDown = (values: readonly string[]): string => {
    lists += 1;
    values.forEach((value, index) => {
      options.getCell(index + 1, lists).value = value;
    });
    const letter = options.getColumn(lists).letter;
    return `'${OPTIONS_SHEET}'!$${letter}$1:$${letter}$${values.length}`;
  };
  for (const { sheet, drawn: page } of drawn) draw(sheet, page, context, dropDown);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Names of sheets are short and hold none of Excel's own signs. */
export function nameOf({ title }: ListSheet): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}

function draw(
  sheet: ListSheet,
  page: ExcelJS.Worksheet,
  context: FormContext,
  dropDown: (values: readonly string[]) => string,
): void {
  const offset = sheet.table === null ? 0 : 1;
  page.views = [{ state: 'frozen', ySplit: 2, xSplit: 1 }];
  if (offset === 1) {
    head(page, 1, word('belongsTo'), word('belongsToNote'), true);
    page.getColumn(1).width = 14;
  }
  headingsOf(sheet.columns).forEach((heading, index) => {
    const field = sheet.columns[index];
    if (field === undefined) return;
    const at = index + 1 + offset;
    head(page, at, heading, noteOf(field), field.required);
    const column = page.getColumn(at);
    column.width = Math.min(40, Math.max(12, 2 * heading.length + 4));
    // Long numbers stay as they are written.
    if (isText(field)) column.numFmt = '@';
    const values = choicesOf(field, context);
    if (values.length === 0) return;
    ranges(page).add(`${column.letter}${FIRST_ROW}:${column.letter}${FIRST_ROW + READY_ROWS - 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [dropDown(values)],
      // Several are written one after the other, which no drop-down can check.
      showErrorMessage: !field.multiple,
      errorTitle: word('notOffered'),
      error: word('notOfferedNote'),
    });
  });
}

/** Validations of whole ranges, which the library writes but does not declare. */
function ranges(page: ExcelJS.Worksheet): {
  add(range: string, validation: ExcelJS.DataValidation): void;
} {
  return (page as unknown as { readonly dataValidations: ReturnType<typeof ranges> })
    .dataValidations;
}

function head(
  page: ExcelJS.Worksheet,
  column: number,
  title: string,
  note: string,
  isRequired: boolean,
): void {
  const noteCell = page.getCell(1, column);
  noteCell.value = note;
  noteCell.font = { size: 9, color: { argb: 'FF667085' } };
  noteCell.alignment = { wrapText: true, vertical: 'top' };
  noteCell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: NOTE_FILL } };
  page.getRow(1).height = 48;
  const titleCell = page.getCell(2, column);
  titleCell.value = isRequired ? `${title}*` : title;
  titleCell.font = { bold: true };
  titleCell.alignment = { wrapText: true };
}

function isText({ kind }: Field): boolean {
  return ['text', 'identityNumber', 'phone', 'bankAccount', 'date', 'month'].includes(kind);
}

/** What a drop-down offers; units are too many, and are written. */
function choicesOf(field: Field, context: FormContext): readonly string[] {
  if (field.kind === 'boolean') return [word('yes'), word('no')];
  if (!['choice', 'choices', 'treeChoice'].includes(field.kind)) return [];
  return optionsOf(field, context)
    .filter((option) => option.disabled !== true)
    .map(({ label }) => label);
}

function noteOf(field: Field): string {
  switch (field.kind) {
    case 'date':
      return word('noteDate');
    case 'month':
      return word('noteMonth');
    case 'dateTime':
      return word('noteDateTime');
    case 'dateRange':
      return word('noteDateRange');
    case 'monthRange':
      return word('noteMonthRange');
    case 'money':
      return word('noteMoney');
    case 'percent':
      return word('notePercent');
    case 'unit':
    case 'unitPath':
      return word('noteUnit');
    default:
      return field.multiple ? word('noteSeveral') : (field.schema.description ?? '');
  }
}

function word(key: keyof typeof importMessages): string {
  return formatMessage(importMessages, key);
}
