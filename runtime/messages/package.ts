import type { MessageTable } from './format';

/** Problems of package files. */
export const packageMessages = {
  'PKG-MISSING-FILE': { zh: '缺少文件 {file}。', en: 'The file {file} is missing.' },
  'PKG-UNKNOWN-FILE': {
    zh: '{file} 不是包里该有的文件。',
    en: '{file} does not belong in a package.',
  },
  'PKG-JSON': { zh: '不是正确的 JSON:{detail}', en: 'Not valid JSON: {detail}' },
  'PKG-SHAPE': { zh: '{place}：{detail}', en: '{place}: {detail}' },
  'PKG-DUPLICATE': { zh: '{kind} {key} 重复。', en: 'The {kind} {key} exists twice.' },
  'PKG-FILE-KEY': {
    zh: '文件名和里面的 key“{key}”不一致。',
    en: 'The file name does not match its key {key}.',
  },
  'PKG-UNKNOWN-ROLE': {
    zh: '{element} 用到了不存在的角色 {name}。',
    en: '{element} names the role {name}, which does not exist.',
  },
  'PKG-UNKNOWN-LEVEL': {
    zh: '{element} 用到了不存在的单位类型 {name}。',
    en: '{element} names the unit type {name}, which does not exist.',
  },
  'PKG-UNKNOWN-FORM': {
    zh: '{element} 用到了不存在的表单 {name}。',
    en: '{element} names the form {name}, which does not exist.',
  },
  'PKG-UNKNOWN-FIELD': {
    zh: '{element} 用到了表单里不存在的字段 {name}。',
    en: '{element} names the field {name}, which the form does not have.',
  },
  'PKG-UNKNOWN-ENTITY': {
    zh: '{element} 用到了不存在的档案类型 {name}。',
    en: '{element} names the record type {name}, which does not exist.',
  },
  'PKG-UNKNOWN-ELEMENT': {
    zh: '{element} 用到了不存在的环节 {name}。',
    en: '{element} names the step {name}, which does not exist.',
  },
  'PKG-UNKNOWN-PARENT': {
    zh: '单位 {element} 的上级 {name} 不存在。',
    en: 'The parent {name} of the unit {element} does not exist.',
  },
  'PKG-UNKNOWN-ITEM': {
    zh: '字典项“{element}”的上级 {name} 不是这个字典里的另一项。',
    en: 'The parent {name} of the item {element} is no other item of the code list.',
  },
  'PKG-UNKNOWN-PARAMETER': {
    zh: '{element} 用到了不存在的参数 {name}。',
    en: '{element} reads the parameter {name}, which does not exist.',
  },
  'PKG-EXPRESSION': {
    zh: '{element} 的规则有误：{detail}',
    en: 'A rule of {element} is wrong: {detail}',
  },
  'PKG-NO-PERFORMER': {
    zh: '环节“{element}”没有写明由谁办理。',
    en: 'The step {element} does not say who performs it.',
  },
  'PKG-MATTER': {
    zh: '事项“{element}”之后须直接是一个填写申请表的环节。',
    en: 'The matter {element} must be followed by a step with its application form.',
  },
  'PKG-UNKNOWN-ACTION': {
    zh: '{element} 的系统动作 {name} 不存在。',
    en: 'The action {name} of {element} does not exist.',
  },
  'PKG-UNUSED-FORM': {
    zh: '表单“{element}”没有任何环节使用。',
    en: 'No step uses the form {element}.',
  },
  'PKG-UNKNOWN-VARIABLE': {
    zh: '{element} 用到了没有环节产生的内容 {name}。',
    en: '{element} reads {name}, which no step produces.',
  },
  'PKG-UNKNOWN-DICTIONARY': {
    zh: '{element} 用到了不存在的字典 {name}。',
    en: '{element} names the code list {name}, which does not exist.',
  },
  'PKG-UNKNOWN-COLUMN': {
    zh: '{element} 用到了不存在的栏目 {name}。',
    en: '{element} names the column {name}, which does not exist.',
  },
  'PKG-UNKNOWN-STATUS': {
    zh: '{element} 用到了不存在的档案状态 {name}。',
    en: '{element} names the status {name}, which does not exist.',
  },
  'PKG-UNKNOWN-UNIT': {
    zh: '{element} 用到了不存在的单位 {name}。',
    en: '{element} names the unit {name}, which does not exist.',
  },
  'PKG-UNKNOWN-PROCESS': {
    zh: '{element} 用到了不存在的流程 {name}。',
    en: '{element} names the process {name}, which does not exist.',
  },
  'PKG-UNKNOWN-ACTOR': {
    zh: '场景“{element}”里没有人物 {name}。',
    en: 'The scenario {element} has no actor {name}.',
  },
  'PKG-CALENDAR-DATE': {
    zh: '“{name}”的 {date} 不是有效的日期。',
    en: '{date} of {name} is no real date.',
  },
  'PKG-CALENDAR-ORDER': {
    zh: '“{name}”的结束日期早于开始日期，或长于 31 天。',
    en: '{name} ends before it begins or lasts more than 31 days.',
  },
  'PKG-CALENDAR-YEAR': {
    zh: '“{name}”的 {date} 不在 {year} 年。',
    en: '{date} of {name} does not lie in {year}.',
  },
  'PKG-CALENDAR-DOUBLE': {
    zh: '“{name}”的 {date} 已经写过一次。',
    en: '{date} of {name} is listed twice.',
  },
  'PKG-CALENDAR-WEEKDAY': {
    zh: '“{name}”的调休上班日 {date} 不是周六或周日。',
    en: 'The make-up day {date} of {name} is neither a Saturday nor a Sunday.',
  },
  'PKG-CALENDAR-MISSING': {
    zh: '环节“{element}”按工作日计时限，但没有 {year} 年的节假日安排，该年将按周一至周五计算。请在 calendar.json 里补上。',
    en: 'The step {element} counts working days, but the holidays of {year} are not listed: Monday to Friday will count.',
  },
  'PKG-SUGGESTION': { zh: '{sentence}是不是 {name}？', en: '{sentence} Did you mean {name}?' },
} as const satisfies MessageTable;
