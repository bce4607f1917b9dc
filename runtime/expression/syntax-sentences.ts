/** Sentences for JSONata's errors of writing, by code; what it could not read stands in the places. */
const sentences: Readonly<Record<string, string>> = {
  S0101: '文字少了收尾的引号',
  S0102: '数字 {token} 超出范围',
  S0103: '文字里的 \\{token} 不是允许的转义',
  S0104: '\\u 后面须是 4 位十六进制数',
  S0105: '用反引号括起的名称少了收尾的反引号',
  S0106: '注释没有收尾的 */',
  S0201: '{token} 放在这里读不通',
  S0202: '这里应是 {value}，写的是 {token}',
  S0203: '规则没写完，还缺 {value}',
  S0204: '没有 {token} 这个运算符',
  S0205: '这里不该出现 {token}',
  S0206: '不认识 {token} 这种写法',
  S0207: '规则没写完',
  S0208: '函数的参数 {value} 须以 $ 开头',
  S0209: '分组之后不能再接筛选条件',
  S0210: '一段路径只能分组一次',
  S0211: '{token} 前面缺了要计算的内容',
  S0212: ':= 左边须是以 $ 开头的名称',
  S0213: '{value} 是固定的值，不能当作路径的一段',
  S0214: '{token} 右边须是以 $ 开头的名称',
  S0215: '名称须写在筛选条件之前',
  S0216: '名称须写在排序之前',
  S0217: '这里的 % 找不到上一级',
  S0301: '匹配式不能为空',
  S0302: '匹配式少了收尾的 /',
  S0401: '类型参数只能用于函数和列表',
  S0402: '可选类型里不能再带类型参数',
};

export interface SyntaxFault {
  readonly code?: unknown;
  readonly token?: unknown;
  readonly value?: unknown;
  readonly message?: unknown;
}

/** What is wrong with the writing of a rule, in Chinese; JSONata's own words for a code that is not known here. */
export function syntaxSentence({ code, token, value, message }: SyntaxFault): string {
  const places: Readonly<Record<string, unknown>> = { token, value };
  const known = sentences[String(code)];
  if (known === undefined) return String(message);
  return known.replace(/\{(\w+)\}/g, (_, name: string) => spoken(places[name]));
}

function spoken(what: unknown): string {
  if (what === '(end)') return '结尾';
  return what === undefined ? '' : `“${String(what)}”`;
}
