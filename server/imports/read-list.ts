import ExcelJS from 'exceljs';
import {
  type Field,
  type FormAccess,
  type FormContext,
  type FormMessage,
  type FormModel,
  type Values,
  acceptSubmission,
  initialValues,
} from '../../runtime/form';
import { type MessageParams, formatMessage } from '../../runtime/messages/format';
import { importMessages } from '../../runtime/messages/import';
import { cellValue, textOf } from './cell-value';
import { type ListSheet, headingsOf, sheetsOf } from './list-columns';
import { FIRST_ROW, nameOf } from './list-template';

export const MOST_ROWS = 10_000;
/** More than people read; how many there are is said all the same. */
const PROBLEMS_KEPT = 500;

/** What is wrong with a list, and where. */
export interface ListProblem {
  readonly sheet: string;
  /** As the sheet numbers its rows; null for the sheet itself. */
  readonly row: number | null;
  /** Title of the column; null for the whole row. */
  readonly column: string | null;
  readonly message: string;
}

export interface ReadList {
  /** One for each applicant; nothing of it is to be used when there is a problem. */
  readonly applicants: readonly Values[];
  readonly problems: readonly ListProblem[];
  readonly problemCount: number;
}

interface Row {
  /** As the sheet numbers it. */
  readonly number: number;
  readonly values: Record<string, unknown>;
  /** A cell could not be read: the form's rules would only say more about the same. */
  isBroken: boolean;
}

class Problems {
  readonly kept: ListProblem[] = [];
  count = 0;

  add(problem: ListProblem): void {
    this.count += 1;
    if (this.kept.length < PROBLEMS_KEPT) this.kept.push(problem);
  }
}

function word(key: keyof typeof importMessages, params: MessageParams = {}): string {
  return formatMessage(importMessages, key, params);
}

/**
 * Reads a filled list and checks each applicant as the server checks an application, apart from what a sheet cannot say:
 * signatures and files are asked for when the application is sent.
 *
 * @param progress hears how many applicants have been checked, of how many
 */
export async function readList(
  bytes: Buffer,
  form: FormModel,
  access: FormAccess,
  context: FormContext,
  progress: (checked: number, all: number) => void,
): Promise<ReadList> {
  const problems = new Problems();
  const nothing = (): ReadList => ({
    applicants: [],
    problems: inOrder(problems.kept),
    problemCount: problems.count,
  });
  const workbook = new ExcelJS.Workbook();
  try {
    // The library's own type of a buffer is older than Node's.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch {
    problems.add({ sheet: '', row: null, column: null, message: word('LIST-NOT-XLSX') });
    return nothing();
  }
  const sheets = sheetsOf(form, access);
  const [main, ...tables] = sheets.map((sheet) => ({
    sheet,
    rows: rowsOf(workbook, sheet, context, problems),
  }));
  // A workbook of another form: nothing else can be said of it.
  if (main === undefined || problems.kept.some(({ row }) => row === null)) return nothing();
  const sheet = nameOf(main.sheet);
  const whole = (key: keyof typeof importMessages, params: MessageParams = {}): void =>
    problems.add({ sheet, row: null, column: null, message: word(key, params) });
  if (main.rows.length === 0) whole('LIST-EMPTY');
  if (main.rows.length > MOST_ROWS)
    whole('LIST-TOO-LONG', { most: MOST_ROWS, rows: main.rows.length });
  if (main.rows.length === 0 || main.rows.length > MOST_ROWS) return nothing();

  const places = new Map(main.rows.map((row) => [row.number, new Map<string, number[]>()]));
  for (const { sheet: table, rows } of tables) join(main.rows, table, rows, places, problems);
  refuseTwice(main.sheet, main.rows, problems);
  const applicants: Values[] = [];
  for (const [index, row] of main.rows.entries()) {
    if (!row.isBroken) applicants.push(check(row, form, access, context, sheets, places, problems));
    if (index % 50 === 49 || index === main.rows.length - 1) progress(index + 1, main.rows.length);
  }
  return { ...nothing(), applicants: problems.count > 0 ? [] : applicants };
}

/** Sheet by sheet, as they were met, and row by row. */
function inOrder(problems: readonly ListProblem[]): readonly ListProblem[] {
  const sheets = [...new Set(problems.map(({ sheet }) => sheet))];
  return problems.toSorted(
    (one, other) =>
      sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || (one.row ?? 0) - (other.row ?? 0),
  );
}

/** The filled rows of a sheet, each cell as the form's value. */
function rowsOf(
  workbook: ExcelJS.Workbook,
  sheet: ListSheet,
  context: FormContext,
  problems: Problems,
): readonly Row[] {
  const name = nameOf(sheet);
  const page = workbook.getWorksheet(name);
  if (page === undefined) {
    problems.add({
      sheet: name,
      row: null,
      column: null,
      message: word('LIST-SHEET', { sheet: name }),
    });
    return [];
  }
  const titles = new Map<string, number>();
  page.getRow(FIRST_ROW - 1).eachCell((cell, at) => {
    titles.set(textOf(cell.value).replace(/\*$/, ''), at);
  });
  const headings = headingsOf(sheet.columns);
  const wanted = sheet.table === null ? headings : [word('belongsTo'), ...headings];
  for (const column of wanted.filter((heading) => !titles.has(heading)))
    problems.add({
      sheet: name,
      row: null,
      column,
      message: word('LIST-COLUMN', { sheet: name, column }),
    });
  if (wanted.some((heading) => !titles.has(heading))) return [];
  const rows: Row[] = [];
  page.eachRow((found, number) => {
    if (number < FIRST_ROW) return;
    const values: Record<string, unknown> = {};
    let isBroken = false;
    if (sheet.table !== null) {
      const owner = textOf(found.getCell(titles.get(word('belongsTo')) ?? 0).value);
      if (owner !== '') values[''] = owner;
    }
    sheet.columns.forEach((field, index) => {
      const heading = headings[index] ?? '';
      const result = cellValue(field, found.getCell(titles.get(heading) ?? 0).value, context);
      if (!result.ok) {
        isBroken = true;
        problems.add({ sheet: name, row: number, column: heading, message: result.error });
      } else if (result.value !== undefined) put(values, pathIn(sheet, field), result.value);
    });
    if (isBroken || Object.keys(values).length > 0) rows.push({ number, values, isBroken });
  });
  return rows;
}

/** Where a field lies in what a row of its sheet says. */
function pathIn({ table }: ListSheet, field: Field): string {
  return table === null ? field.path : field.path.slice(table.path.length + 1);
}

function put(values: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = values;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  at[last] = value;
}

/** Puts the rows of a table to the applicants that they belong to. */
function join(
  applicants: readonly Row[],
  sheet: ListSheet,
  rows: readonly Row[],
  places: ReadonlyMap<number, Map<string, number[]>>,
  problems: Problems,
): void {
  const byNumber = new Map(applicants.map((row) => [String(row.number), row]));
  const path = sheet.table?.path ?? '';
  for (const { number, values, isBroken } of rows) {
    const { '': owner = '', ...row } = values;
    const applicant = byNumber.get(String(owner));
    if (applicant === undefined) {
      const message = word('LIST-BELONGS-TO', { row: String(owner) });
      problems.add({ sheet: nameOf(sheet), row: number, column: word('belongsTo'), message });
      continue;
    }
    applicant.isBroken ||= isBroken;
    const known = (applicant.values[path] as unknown[] | undefined) ?? [];
    put(applicant.values, path, [...known, row]);
    const standing = places.get(applicant.number);
    standing?.set(path, [...(standing.get(path) ?? []), number]);
  }
}

/** The same identity number in two rows is one applicant twice. */
function refuseTwice(sheet: ListSheet, rows: readonly Row[], problems: Problems): void {
  const headings = headingsOf(sheet.columns);
  sheet.columns.forEach((field, index) => {
    if (field.kind !== 'identityNumber') return;
    const seen = new Map<string, number>();
    for (const { number, values } of rows) {
      const value = values[field.path];
      if (typeof value !== 'string') continue;
      const first = seen.get(value.toUpperCase());
      const column = headings[index] ?? field.title;
      if (first === undefined) seen.set(value.toUpperCase(), number);
      else
        problems.add({
          sheet: nameOf(sheet),
          row: number,
          column,
          message: word('LIST-TWICE', { row: first, column }),
        });
    }
  });
}

/** Checks one applicant. @returns what the draft of the application holds */
function check(
  { number, values }: Row,
  form: FormModel,
  access: FormAccess,
  context: FormContext,
  sheets: readonly ListSheet[],
  places: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>,
  problems: Problems,
): Values {
  const whole = initialValues(form, context, values);
  const accepted = acceptSubmission(form, whole, context, { access });
  if (accepted.ok) return whole;
  for (const message of accepted.error) {
    const place = placeOf(message, form, sheets);
    if (place === null) continue;
    const row =
      place.index === null
        ? number
        : (places.get(number)?.get(place.sheet.table?.path ?? '')?.[place.index] ?? number);
    problems.add({
      sheet: nameOf(place.sheet),
      row,
      column: place.column,
      message: message.message,
    });
  }
  return whole;
}

interface MessagePlace {
  readonly sheet: ListSheet;
  /** Of the row in its table; null on the first sheet. */
  readonly index: number | null;
  readonly column: string | null;
}

/** Where a list says what a message is about; null for what no sheet can say, and for warnings, which people explain. */
function placeOf(
  { path, code }: FormMessage,
  form: FormModel,
  sheets: readonly ListSheet[],
): MessagePlace | null {
  const [main] = sheets;
  if (main === undefined || code === 'VALUE-REASON') return null;
  if (path === '') return { sheet: main, index: null, column: null };
  const plain = path.replace(/\.\d+(?=\.|$)/g, '');
  const index = /\.(\d+)(?:\.|$)/.exec(path)?.[1];
  const sheet = sheets.find(({ columns, table }) =>
    table?.path === plain ? true : columns.some((column) => column.path === plain),
  );
  if (sheet !== undefined) {
    const at = sheet.columns.findIndex((column) => column.path === plain);
    return {
      sheet,
      index: index === undefined ? null : Number(index),
      column: headingsOf(sheet.columns)[at] ?? null,
    };
  }
  // A rule may speak at a computed field: the row has to be put right all the same.
  const isComputed = form.byPath.get(plain)?.compute !== undefined;
  return isComputed
    ? { sheet: main, index: null, column: form.byPath.get(plain)?.title ?? null }
    : null;
}
