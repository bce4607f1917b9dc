import type { MessageTable } from './format';

/** Problems of form files (FORM-…), and what is wrong with values (VALUE-…). */
export const formMessages = {
  'FORM-BRACES': {
    zh: '{field} 含有 双花括号 {{，这里不允许写程序。',
    en: '{field} contains {{; forms never run code.',
  },
  'FORM-COMPONENT': {
    zh: '{field} 的组件 {component} 不存在。',
    en: 'The component {component} of {field} does not exist.',
  },
  'FORM-KEY': { zh: '字段名 {field} 不能使用。', en: 'The field name {field} cannot be used.' },
  'FORM-DUPLICATE': { zh: '字段 {field} 重复。', en: 'The field {field} exists twice.' },
  'FORM-EXPRESSION': {
    zh: '{field} 的{aspect}规则有误：{detail}',
    en: 'The {aspect} rule of {field} is wrong: {detail}',
  },
  'FORM-CYCLE': {
    zh: '字段互相依赖成了圈：{fields}',
    en: 'Fields depend on each other in a circle: {fields}',
  },
  'FORM-UNKNOWN-FIELD': {
    zh: '{field} 的{aspect}规则用到了不存在的字段 {name}。',
    en: 'The {aspect} rule of {field} reads {name}, which does not exist.',
  },
  'FORM-UNKNOWN-PARAMETER': {
    zh: '{field} 的{aspect}规则用到了不存在的参数 {name}。',
    en: 'The {aspect} rule of {field} reads the parameter {name}, which does not exist.',
  },
  'FORM-UNKNOWN-DICTIONARY': {
    zh: '{field} 用到了不存在的字典 {name}。',
    en: '{field} uses the code list {name}, which does not exist.',
  },
  'FORM-PATTERN': {
    zh: '{field} 的格式要求写法有误。',
    en: 'The pattern of {field} cannot be used.',
  },
  'FORM-SUGGESTION': { zh: '{sentence}是不是 {name}？', en: '{sentence} Did you mean {name}?' },
  'FORM-OPTIONS': { zh: '{field} 没有可选项。', en: '{field} has nothing to choose from.' },
  'FORM-PANE': {
    zh: '{field} 只能直接放在“{holder}”里。',
    en: '{field} may only stand directly in “{holder}”.',
  },
  'FORM-NO-PANE': {
    zh: '{field} 不能直接放在“{around}”里，请放进其中的一页或一步。',
    en: '{field} may not stand directly in “{around}”: put it into one of its panes.',
  },
  'FORM-UNKNOWN-OPTION': {
    zh: '{field} 的 {property} 写了不存在的选项 {name}。',
    en: '{property} of {field} names the option {name}, which does not exist.',
  },
  'FORM-SHAPE': { zh: '{field} 的 {place}：{detail}。', en: '{place} of {field}: {detail}.' },
  'FORM-REOPENED-COLUMN': {
    zh: '明细表“{table}”再次办理时整表重新填写，其中的“{field}”不能单独保留。',
    en: 'The table {table} starts anew when reopened, so its column {field} cannot be kept.',
  },
  'FORM-TOO-LARGE': { zh: '表单太大：{detail}', en: 'The form is too large: {detail}' },
  'FORM-PRINT-COLUMN': {
    zh: '打印版式里“{table}”要印的列“{name}”不存在。',
    en: 'The print layout names a column {name} that {table} does not have.',
  },
  'FORM-PRINT-PLACE': {
    zh: '打印文字里的 {name} 不是表单的字段。',
    en: 'The print text names {name}, which is no field.',
  },
  'VALUE-REQUIRED': { zh: '请填写“{title}”', en: 'Please fill in “{title}”' },
  'VALUE-REQUIRED-CHOICE': { zh: '请选择“{title}”', en: 'Please choose “{title}”' },
  'VALUE-REQUIRED-SIGNATURE': { zh: '“{title}”还没有签字', en: '“{title}” is not signed' },
  'VALUE-REQUIRED-FILES': { zh: '请上传“{title}”', en: 'Please upload “{title}”' },
  'VALUE-REQUIRED-CHECKLIST': {
    zh: '请勾选“{title}”里已经提供的材料',
    en: 'Please tick what is provided in “{title}”',
  },
  'VALUE-CHECKLIST': { zh: '“{title}”还缺：{names}', en: '“{title}” still lacks: {names}' },
  'VALUE-MANY-FILES': {
    zh: '“{title}”每项最多 {limit} 个附件',
    en: '“{title}” takes at most {limit} files for each item',
  },
  'VALUE-TYPE': { zh: '“{title}”的内容类型不对', en: '“{title}” has the wrong type' },
  'VALUE-TOO-SHORT': {
    zh: '“{title}”至少 {limit} 个字',
    en: '“{title}” needs at least {limit} characters',
  },
  'VALUE-TOO-LONG': {
    zh: '“{title}”最多 {limit} 个字',
    en: '“{title}” may have at most {limit} characters',
  },
  'VALUE-TOO-SMALL': {
    zh: '“{title}”不能小于 {limit}',
    en: '“{title}” may not be less than {limit}',
  },
  'VALUE-TOO-LARGE': {
    zh: '“{title}”不能大于 {limit}',
    en: '“{title}” may not be more than {limit}',
  },
  'VALUE-CENTS': { zh: '“{title}”最多两位小数', en: '“{title}” may have at most two decimals' },
  'VALUE-PATTERN': { zh: '“{title}”的格式不对', en: '“{title}” has the wrong format' },
  'VALUE-OPTION': { zh: '“{title}”不在可选范围内', en: '“{title}” is not one of the options' },
  'VALUE-TAKEN': {
    zh: '“{title}”已登记在另一户在管的档案里，请核对号码；确属同一人的，请先办理原档案的变更',
    en: '“{title}” is in another active record; check it, or change that record first',
  },
  'VALUE-LEAF': {
    zh: '“{title}”只能选最末级的项',
    en: '“{title}” takes only items of the lowest level',
  },
  'VALUE-DATE': { zh: '“{title}”不是有效日期', en: '“{title}” is not a valid date' },
  'VALUE-RANGE': { zh: '“{title}”的结束不能早于开始', en: '“{title}” ends before it begins' },
  'VALUE-ID-NUMBER': {
    zh: '“{title}”不正确，请核对证件号码',
    en: '“{title}” is not a valid identity number',
  },
  'VALUE-PHONE': {
    zh: '“{title}”应为 11 位手机号或带区号的固定电话',
    en: '“{title}” must be a mobile or landline number',
  },
  'VALUE-BANK': { zh: '“{title}”应为 16 到 21 位数字', en: '“{title}” must have 16 to 21 digits' },
  'VALUE-UNIT': { zh: '“{title}”不是有效的单位', en: '“{title}” is not a unit' },
  'VALUE-FEW-ROWS': { zh: '“{title}”至少 {limit} 行', en: '“{title}” needs at least {limit} rows' },
  'VALUE-MANY-ROWS': {
    zh: '“{title}”最多 {limit} 行',
    en: '“{title}” may have at most {limit} rows',
  },
  'VALUE-OPINION-TEXT': {
    zh: '请在“{title}”里写明理由',
    en: 'Please give the reason in “{title}”',
  },
  'VALUE-LOCATION': {
    zh: '“{title}”的经度应在 -180 到 180 之间，纬度应在 -90 到 90 之间',
    en: '“{title}” needs a longitude from -180 to 180 and a latitude from -90 to 90',
  },
  'VALUE-LOCATION-PART': {
    zh: '“{title}”的经度和纬度都要填',
    en: '“{title}” needs both longitude and latitude',
  },
  'VALUE-RATING': {
    zh: '“{title}”应为 1 到 {limit} 的整数',
    en: '“{title}” must be a whole number from 1 to {limit}',
  },
  'VALUE-RULE': { zh: '{message}', en: '{message}' },
  'VALUE-RULE-FAILED': {
    zh: '“{title}”的规则没能计算：{detail}',
    en: 'A rule of “{title}” could not be computed: {detail}',
  },
  'VALUE-REASON': { zh: '请说明理由：{message}', en: 'Please give a reason: {message}' },
} as const satisfies MessageTable;
