/** What a component's value is; decides how it is checked, shown and printed. */
export type ValueKind =
  | 'void'
  | 'group'
  | 'rows'
  | 'text'
  | 'number'
  | 'money'
  | 'percent'
  | 'rating'
  | 'date'
  | 'month'
  | 'dateTime'
  | 'dateRange'
  | 'monthRange'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'treeChoice'
  | 'identityNumber'
  | 'phone'
  | 'bankAccount'
  | 'unit'
  | 'unitPath'
  | 'signature'
  | 'opinion'
  | 'files'
  | 'checklist'
  | 'location'
  | 'calculated';

/** One property of a component, from which the designer makes its panel. */
export interface ComponentProperty {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** One line of help. */
  readonly help?: string;
  /** `lines` is a list of texts, written one to a line. */
  readonly type: 'string' | 'number' | 'boolean' | 'lines';
  readonly options?: readonly string[];
}

export type ComponentGroup = 'input' | 'choice' | 'people' | 'collection' | 'layout' | 'result';

/** A component of the closed registry. */
export interface ComponentDescription {
  readonly zh: string;
  readonly en: string;
  readonly group: ComponentGroup;
  readonly kind: ValueKind;
  /** The schema type that goes with it. */
  readonly schemaType: 'void' | 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly properties: readonly ComponentProperty[];
}

const placeholder: ComponentProperty = {
  name: 'placeholder',
  zh: '提示文字',
  en: 'Placeholder',
  help: '没有填写时显示的浅色文字',
  type: 'string',
};
const unitText: ComponentProperty = {
  name: 'suffix',
  zh: '单位',
  en: 'Unit',
  help: '跟在数字后面，如 亩、人',
  type: 'string',
};
const precision: ComponentProperty = {
  name: 'precision',
  zh: '小数位数',
  en: 'Decimals',
  type: 'number',
};
const uploading: readonly ComponentProperty[] = [
  { name: 'maxCount', zh: '最多几个', en: 'At most', type: 'number' },
  { name: 'accept', zh: '文件类型', en: 'Types', help: '如 image/*,.pdf', type: 'string' },
];
const level: ComponentProperty = {
  name: 'level',
  zh: '级别',
  en: 'Level',
  help: '只能选这一级的单位',
  type: 'string',
};

function component(
  zh: string,
  en: string,
  group: ComponentGroup,
  kind: ValueKind,
  schemaType: ComponentDescription['schemaType'],
  properties: readonly ComponentProperty[] = [],
): ComponentDescription {
  return { zh, en, group, kind, schemaType, properties };
}

/** Every component that a form may use. A new one is a line here and a folder in `react/components`. */
export const components = {
  Section: component('分节', 'Section', 'layout', 'void', 'void'),
  Grid: component('栅格', 'Grid', 'layout', 'void', 'void', [
    { name: 'columns', zh: '列数', en: 'Columns', type: 'number' },
  ]),
  NoticeText: component('说明文字', 'Notice', 'layout', 'void', 'void', [
    { name: 'text', zh: '文字', en: 'Text', type: 'string' },
    { name: 'tone', zh: '语气', en: 'Tone', type: 'string', options: ['info', 'warning'] },
  ]),
  Divider: component('分隔线', 'Divider', 'layout', 'void', 'void'),
  Tabs: component('标签页', 'Tabs', 'layout', 'void', 'void'),
  TabPane: component('标签', 'Tab', 'layout', 'void', 'void'),
  Steps: component('分步', 'Steps', 'layout', 'void', 'void'),
  StepPane: component('步骤', 'Step', 'layout', 'void', 'void'),
  Collapse: component('折叠面板', 'Collapse', 'layout', 'void', 'void'),
  CollapsePane: component('折叠项', 'Collapsible part', 'layout', 'void', 'void', [
    { name: 'open', zh: '默认展开', en: 'Open at first', type: 'boolean' },
  ]),
  Group: component('字段组', 'Group', 'layout', 'group', 'object'),
  Input: component('单行文字', 'Text', 'input', 'text', 'string', [placeholder]),
  TextArea: component('多行文字', 'Long text', 'input', 'text', 'string', [
    placeholder,
    { name: 'rows', zh: '行数', en: 'Rows', type: 'number' },
  ]),
  NumberInput: component('数字', 'Number', 'input', 'number', 'number', [
    placeholder,
    unitText,
    precision,
  ]),
  Money: component('金额（元）', 'Money', 'input', 'money', 'number', [placeholder]),
  Percent: component('百分比', 'Percentage', 'input', 'percent', 'number', [
    placeholder,
    precision,
  ]),
  DatePicker: component('日期', 'Date', 'input', 'date', 'string', [placeholder]),
  MonthPicker: component('年月', 'Month', 'input', 'month', 'string', [placeholder]),
  DateTimePicker: component('日期时间', 'Date and time', 'input', 'dateTime', 'string', [
    placeholder,
  ]),
  DateRange: component('起止日期', 'Date range', 'input', 'dateRange', 'object'),
  MonthRange: component('起止年月', 'Month range', 'input', 'monthRange', 'object'),
  Location: component('位置', 'Location', 'input', 'location', 'object'),
  Radio: component('单选', 'Radio', 'choice', 'choice', 'string'),
  Select: component('下拉选择', 'Select', 'choice', 'choice', 'string', [
    placeholder,
    { name: 'multiple', zh: '可多选', en: 'Multiple', type: 'boolean' },
  ]),
  CheckboxGroup: component('多选', 'Checkboxes', 'choice', 'choices', 'array'),
  TreeSelect: component('树形选择', 'Tree', 'choice', 'treeChoice', 'string', [
    placeholder,
    { name: 'multiple', zh: '可多选', en: 'Multiple', type: 'boolean' },
    {
      name: 'leavesOnly',
      zh: '只能选最末级',
      en: 'Lowest level only',
      help: '有下级的项只用来展开，不能选',
      type: 'boolean',
    },
  ]),
  Rate: component('评分', 'Rating', 'choice', 'rating', 'number', [
    { name: 'count', zh: '几颗星', en: 'Stars', help: '2 到 10，不填为 5', type: 'number' },
  ]),
  YesNo: component('是否', 'Yes or no', 'choice', 'boolean', 'boolean'),
  IdNumber: component('证件号码', 'Identity number', 'people', 'identityNumber', 'string', [
    placeholder,
  ]),
  Phone: component('电话', 'Phone', 'people', 'phone', 'string', [placeholder]),
  BankAccount: component('银行账号', 'Bank account', 'people', 'bankAccount', 'string', [
    placeholder,
  ]),
  OrgUnit: component('组织单位', 'Unit', 'people', 'unit', 'string', [level]),
  Cascader: component('逐级选单位', 'Unit by levels', 'people', 'unitPath', 'string', [
    placeholder,
    level,
  ]),
  Signature: component('签字', 'Signature', 'people', 'signature', 'object'),
  Opinion: component('审核意见', 'Opinion', 'people', 'opinion', 'object', [
    placeholder,
    {
      name: 'phrases',
      zh: '常用语',
      en: 'Phrases',
      help: '一行一句，点一下就写进意见',
      type: 'lines',
    },
    {
      name: 'textRequiredFor',
      zh: '须写明理由的结论',
      en: 'Results to explain',
      help: '一行一个；不填时，除第一个结论外都须写明',
      type: 'lines',
    },
  ]),
  Photo: component('照片', 'Photos', 'collection', 'files', 'array', [
    { name: 'maxCount', zh: '最多几张', en: 'At most', type: 'number' },
    {
      name: 'stamp',
      zh: '加盖的文字',
      en: 'Stamp',
      help: '拍摄时间总会盖在照片左下角；这里的文字盖在时间后面，如 入户调查',
      type: 'string',
    },
  ]),
  Upload: component('附件', 'Files', 'collection', 'files', 'array', uploading),
  Checklist: component('材料清单', 'Checklist', 'collection', 'checklist', 'array', [
    {
      name: 'requiredItems',
      zh: '必须提供的材料',
      en: 'Items that must be provided',
      help: '一行一个，写选项的值',
      type: 'lines',
    },
    { name: 'upload', zh: '每项可传附件', en: 'Files for each item', type: 'boolean' },
    ...uploading,
  ]),
  ArrayTable: component('明细表', 'Table', 'collection', 'rows', 'array', [
    { name: 'addText', zh: '添加按钮文字', en: 'Add button', type: 'string' },
  ]),
  ArrayCards: component('明细卡片', 'Cards', 'collection', 'rows', 'array', [
    { name: 'addText', zh: '添加按钮文字', en: 'Add button', type: 'string' },
  ]),
  Calculated: component('计算结果', 'Calculated', 'result', 'calculated', 'string', [
    {
      name: 'format',
      zh: '格式',
      en: 'Format',
      type: 'string',
      options: ['text', 'money', 'number', 'percent', 'yesno'],
    },
  ]),
} as const satisfies Readonly<Record<string, ComponentDescription>>;

export type ComponentName = keyof typeof components;

/** Kinds that need options, of a code list or of their own. */
const OPTION_KINDS: ReadonlySet<ValueKind> = new Set([
  'choice',
  'choices',
  'treeChoice',
  'checklist',
]);

export function needsOptions(kind: ValueKind): boolean {
  return OPTION_KINDS.has(kind);
}

export function isComponent(name: string | undefined): name is ComponentName {
  return name !== undefined && Object.hasOwn(components, name);
}
