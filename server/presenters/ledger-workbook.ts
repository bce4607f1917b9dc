import ExcelJS from 'exceljs';
import { dateTimeAt } from '../../runtime/kernel';
import type { LedgerRow } from '../../runtime/ledger';
import type { LedgerDefinition } from '../../runtime/package';

const PIXELS_PER_CHARACTER = 8;

/** A ledger as the sheet that the superior office expects: title, date, ruled table, totals. */
export async function ledgerWorkbook(
  definition: LedgerDefinition,
  rows: ReadonlyArray<LedgerRow['cells']>,
  madeBy: string,
  at: number,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(definition.title, {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    },
    views: [{ state: 'frozen', ySplit: 3, xSplit: 2 }],
  });
  const columns = [
    { key: 'sequence', title: '序号', type: 'integer' as const, width: 50 },
    ...definition.columns,
  ];
  const last = columns.length;
  sheet.mergeCells(1, 1, 1, last);
  sheet.getCell(1, 1).value = definition.header ?? definition.title;
  sheet.getCell(1, 1).font = { name: '黑体', size: 18, bold: true };
  sheet.getCell(1, 1).alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(1).height = 36;
  sheet.mergeCells(2, 1, 2, last);
  sheet.getCell(2, 1).value =
    `生成时间：${dateTimeAt(at)}    生成人：${madeBy}    共 ${rows.length} 户`;
  const border = { style: 'thin' as const };
  const ruled = { top: border, left: border, bottom: border, right: border };
  columns.forEach((column, index) => {
    const cell = sheet.getCell(3, index + 1);
    cell.value = column.title;
    cell.font = { name: '宋体', size: 11, bold: true };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = ruled;
    sheet.getColumn(index + 1).width = (column.width ?? 100) / PIXELS_PER_CHARACTER + 2;
  });
  rows.forEach((cells, position) => {
    columns.forEach((column, index) => {
      const cell = sheet.getCell(4 + position, index + 1);
      cell.value = column.key === 'sequence' ? position + 1 : (cells[column.key] ?? null);
      cell.border = ruled;
      cell.alignment = { vertical: 'middle', wrapText: column.type === 'text' };
      if (column.type === 'money') cell.numFmt = '#,##0.00';
    });
  });
  if (definition.totals !== undefined && rows.length > 0) {
    const totalRow = 4 + rows.length;
    columns.forEach((column, index) => {
      const cell = sheet.getCell(totalRow, index + 1);
      cell.border = ruled;
      cell.font = { bold: true };
      if (index === 0) cell.value = '合计';
      else if (definition.totals?.includes(column.key) === true) {
        cell.value = rows.reduce((sum, cells) => sum + Number(cells[column.key] ?? 0), 0);
      }
    });
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
