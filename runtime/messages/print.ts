import type { MessageTable } from './format';

/** Words on paper; paper for the file is Chinese, whatever language its reader has chosen for the screen. */
export const printMessages = {
  rowNumber: { zh: '序号', en: 'No.' },
  sealed: { zh: '{title}（公章）', en: '{title} (seal)' },
  continued: { zh: '{title}（续）', en: '{title} (continued)' },
  category: { zh: '类别', en: 'Category' },
  item: { zh: '内容', en: 'Item' },
  unit: { zh: '单位', en: 'Unit' },
  code: { zh: '代码', en: 'Code' },
  amount: { zh: '数额', en: 'Amount' },
  note: { zh: '备注', en: 'Note' },
  yuan: { zh: '元', en: 'CNY' },
  date: { zh: '{year}年{month}月{day}日', en: '{year}-{month}-{day}' },
  month: { zh: '{year}年{month}月', en: '{year}-{month}' },
  range: { zh: '{start}至{end}', en: '{start} to {end}' },
  blankDate: { zh: '　　　　年　　月　　日', en: '____-__-__' },
  blankMonth: { zh: '　　　　年　　月', en: '____-__' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  page: { zh: '第 {page} 页，共 {pages} 页', en: 'Page {page} of {pages}' },
  version: { zh: '{form}　版本 {version}', en: '{form}, version {version}' },
} as const satisfies MessageTable;
