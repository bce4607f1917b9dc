import type { MessageTable } from './format';

/** Words of lists of applicants: of the workbook to be filled, and of what is wrong with a filled one. */
export const importMessages = {
  belongsTo: { zh: '第几户', en: 'Applicant' },
  belongsToNote: {
    zh: '填第 1 张表里的行号（左侧的数字）',
    en: 'The number of the row on the first sheet',
  },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  notOffered: { zh: '没有这一项', en: 'Not offered' },
  notOfferedNote: { zh: '请从下拉列表里选择', en: 'Choose from the list' },
  noteDate: { zh: '如 2020-06-03', en: 'such as 2020-06-03' },
  noteMonth: { zh: '如 2020-06', en: 'such as 2020-06' },
  noteDateTime: { zh: '如 2020-06-03 14:30', en: 'such as 2020-06-03 14:30' },
  noteDateRange: { zh: '如 2020-06-01 至 2020-06-30', en: 'such as 2020-06-01 至 2020-06-30' },
  noteMonthRange: { zh: '如 2020-01 至 2020-06', en: 'such as 2020-01 至 2020-06' },
  noteMoney: { zh: '单位：元', en: 'in CNY' },
  notePercent: { zh: '只填数字，如 12.5', en: 'the number alone, such as 12.5' },
  noteUnit: { zh: '单位名称或代码，如 西二镇/糯租村', en: 'name or code of the unit' },
  noteSeveral: { zh: '可填几项，用顿号分开', en: 'several, separated by 、' },
  'LIST-NOT-XLSX': {
    zh: '这不是能读的 XLSX 文件。请用下载的模板填写后再上传。',
    en: 'The file is no readable XLSX; use the template.',
  },
  'LIST-SHEET': {
    zh: '文件里没有“{sheet}”这张表。请用下载的模板填写。',
    en: 'The file has no sheet {sheet}; use the template.',
  },
  'LIST-COLUMN': {
    zh: '“{sheet}”里没有“{column}”这一列。请用下载的模板填写。',
    en: 'The sheet {sheet} has no column {column}; use the template.',
  },
  'LIST-EMPTY': { zh: '表里没有填任何一行。', en: 'No row is filled.' },
  'LIST-TOO-LONG': {
    zh: '一次最多导入 {most} 行，这个文件有 {rows} 行，请分几个文件。',
    en: 'At most {most} rows at once; the file has {rows}.',
  },
  'LIST-NUMBER': { zh: '“{text}”不是数字。', en: '{text} is no number.' },
  'LIST-DATE': {
    zh: '“{text}”不是日期，请写成 {example}。',
    en: '{text} is no date; write {example}.',
  },
  'LIST-OPTION': { zh: '“{text}”不在可选的内容里。', en: '{text} is not offered.' },
  'LIST-YES-NO': { zh: '“{text}”请改成“是”或“否”。', en: 'Write 是 or 否 instead of {text}.' },
  'LIST-UNIT': { zh: '没有叫“{text}”的单位。', en: 'There is no unit {text}.' },
  'LIST-UNIT-TWICE': {
    zh: '叫“{text}”的单位不止一个，请连上级一起写，如 西二镇/{text}。',
    en: 'Several units are called {text}; write what is above it, too.',
  },
  'LIST-NUMBER-AS-TEXT': {
    zh: '这么长的号码被表格改成了数字，末尾几位已经丢失。请把单元格设为文本，再重新填写。',
    en: 'The sheet made this a number and lost its last digits; format the cell as text.',
  },
  'LIST-BELONGS-TO': {
    zh: '第 1 张表里没有第 {row} 行，或那一行是空的。',
    en: 'The first sheet has no row {row}.',
  },
  'LIST-TWICE': {
    zh: '与第 {row} 行的“{column}”相同。',
    en: 'The same {column} stands in row {row}.',
  },
  'LIST-INTERRUPTED': {
    zh: '服务器在检查时中断，什么都没有导入，请重新上传。',
    en: 'The server was interrupted; nothing was imported. Upload it again.',
  },
} as const satisfies MessageTable;
