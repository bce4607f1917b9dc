import { banshiFunctions } from '../../runtime/expression';
import type { ExpressionName } from './names';

/** JSONata's own functions that rules need most, as people say what they do. */
const JSONATA: Readonly<Record<string, string>> = {
  sum: '合计',
  count: '有几个',
  average: '平均',
  max: '最大值',
  min: '最小值',
  round: '四舍五入到几位小数',
  abs: '去掉负号',
  floor: '舍去小数',
  ceil: '进位取整',
  exists: '是否填写',
  not: '不是',
  boolean: '是否成立',
  string: '变成文字',
  number: '变成数字',
  length: '字数',
  trim: '去掉两头的空格',
  substring: '取一段文字',
  contains: '是否含有文字',
  replace: '替换文字',
  split: '按符号拆开',
  join: '连成一段文字',
  distinct: '去掉重复的',
  sort: '排序',
  filter: '挑出符合条件的',
  map: '逐个算出',
  append: '接在后面',
};

/** Functions by name, each as it is written up to its first argument. */
export const functionNames: readonly ExpressionName[] = [
  ...Object.entries(banshiFunctions).map(([name, { zh }]) => [name, zh] as const),
  ...Object.entries(JSONATA),
].map(([name, title]) => ({ insert: `$${name}(`, title, group: 'function' }));
