import ExcelJS from 'exceljs';
import { type FormContext, type FormModel, optionsOf } from '../../../runtime/form';
import { headingsOf, sheetsOf } from '../../../server/imports/list-columns';
import { FIRST_ROW, nameOf } from '../../../server/imports/list-template';

type Values = Readonly<Record<string, unknown>>;

/** A cell as a person would write the value. */
function written(value: unknown, labelOf: (one: unknown) => string): ExcelJS.CellValue {
  if (Array.isArray(value)) return value.map(labelOf).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && 'start' in value && 'end' in value)
    return `${String(value.start)} 至 ${String(value.end)}`;
  return value === undefined ? null : labelOf(value);
}

/** Fills the template of a form with applicants, as somebody would who copies them from paper. */
export async function fillList(
  template: Buffer,
  form: FormModel,
  context: FormContext,
  applicants: readonly Values[],
): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(template as never);
  for (const sheet of sheetsOf(form, { default: 'edit', fields: {} })) {
    const page = workbook.getWorksheet(nameOf(sheet));
    if (page === undefined) throw new Error(`the template has no sheet ${nameOf(sheet)}`);
    const titles = (page.getRow(FIRST_ROW - 1).values as unknown[]).map((title) =>
      String(title ?? '').replace(/\*$/, ''),
    );
    const put = (row: number, values: Values): void => {
      headingsOf(sheet.columns).forEach((heading, index) => {
        const field = sheet.columns[index];
        if (field === undefined) return;
        const options = optionsOf(field, context);
        const labelOf = (one: unknown): string =>
          options.find((option) => option.value === one)?.label ?? String(one);
        page.getCell(row, titles.indexOf(heading)).value = written(values[field.key], labelOf);
      });
    };
    let next = FIRST_ROW;
    applicants.forEach((applicant, index) => {
      if (sheet.table === null) return put(FIRST_ROW + index, applicant);
      for (const row of (applicant[sheet.table.path] as readonly Values[] | undefined) ?? []) {
        page.getCell(next, 1).value = FIRST_ROW + index;
        put(next, row);
        next += 1;
      }
    });
  }
  return workbook;
}
