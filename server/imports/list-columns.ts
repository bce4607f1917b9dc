import { type Field, type FormAccess, type FormModel, accessTo } from '../../runtime/form';

/** A sheet of a list: the form itself, or one of its tables. */
export interface ListSheet {
  readonly title: string;
  /** The table; null for the form itself. */
  readonly table: Field | null;
  readonly columns: readonly Field[];
}

/** Kinds that a cell of a sheet can say. What is signed, drawn or attached is done by people afterwards. */
const SAID: ReadonlySet<Field['kind']> = new Set([
  'text',
  'number',
  'money',
  'percent',
  'rating',
  'date',
  'month',
  'dateTime',
  'dateRange',
  'monthRange',
  'boolean',
  'choice',
  'choices',
  'treeChoice',
  'identityNumber',
  'phone',
  'bankAccount',
  'unit',
  'unitPath',
]);

/** The sheets of a list of a form: what people fill, without what is computed or not theirs at this step. */
export function sheetsOf(form: FormModel, access: FormAccess): readonly ListSheet[] {
  const all = [...form.byAddress.values()];
  const isFilled = (field: Field): boolean =>
    SAID.has(field.kind) && field.compute === undefined && accessTo(access, field.path) === 'edit';
  const tables = all.filter((field) => field.kind === 'rows' && field.table === undefined);
  return [
    {
      title: form.title,
      table: null,
      columns: all.filter((field) => field.table === undefined && isFilled(field)),
    },
    ...tables.map((table) => ({
      title: table.title,
      table,
      columns: all.filter((field) => field.table === table && isFilled(field)),
    })),
  ].filter((sheet) => sheet.columns.length > 0);
}

/** Titles as they head a column: those that occur twice say what they belong to. */
export function headingsOf(columns: readonly Field[]): readonly string[] {
  return columns.map((column) => {
    const isTwice = columns.filter((one) => one.title === column.title).length > 1;
    const around = column.parent?.title;
    return isTwice && around !== undefined ? `${around} · ${column.title}` : column.title;
  });
}
