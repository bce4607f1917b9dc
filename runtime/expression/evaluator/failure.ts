/** Sentences for the JSONata error codes that rules meet; `{value}` is the offending value, shortened. */
const sentences: Readonly<Record<string, string>> = {
  T0410: '函数 ${token} 的第 {index} 个参数类型不对',
  T0411: '函数 ${token} 没有参数时取当前值，而当前值类型不对',
  T0412: '函数 ${token} 的第 {index} 个参数必须是同类数据的列表',
  D1001: '数值超出范围',
  D1002: '负号后面必须是数字，现在是 {value}',
  T1003: '对象的键必须是文字，现在是 {value}',
  D1004: '匹配式不能匹配空文字',
  T1005: '{token} 不是函数，是否应写成 ${token}',
  T1006: '被调用的 {token} 不是函数',
  T1007: '{token} 不是函数，是否应写成 ${token}',
  T1008: '被部分调用的 {token} 不是函数',
  D1009: '对象里有两处写出了同一个键 {value}',
  T1010: '函数 ${token} 的匹配函数返回的结构不对',
  T2001: '运算符 {token} 左边必须是数字，现在是 {value}',
  T2002: '运算符 {token} 右边必须是数字，现在是 {value}',
  T2003: '范围 .. 左边必须是整数',
  T2004: '范围 .. 右边必须是整数',
  T2006: '~> 右边必须是函数',
  T2007: '排序的值类型不一致',
  T2008: '排序的值必须是数字或文字',
  T2009: '运算符 {token} 两边类型不一致，不能比较',
  T2010: '运算符 {token} 只能比较数字或文字，现在是 {value}',
  T2011: '改写部分必须给出对象',
  T2012: '删除部分必须给出键名',
  D3001: '无穷大或非数值不能转成文字',
  D3010: '$replace 要查找的文字不能为空',
  D3011: '$replace 的次数不能为负',
  D3012: '$replace 的替换函数必须给出文字',
  D3020: '$split 的个数不能为负',
  D3030: '{value} 不能转成数字',
  D3040: '$match 的个数不能为负',
  D3050: '$reduce 的函数至少要有两个参数',
  D3060: '负数不能开平方：{value}',
  D3061: '乘方的结果超出范围',
  D3070: '$sort 不给比较函数时，只能排全是数字或全是文字的列表',
  D3100: '进制必须在 2 到 36 之间',
  D3138: '$single 找到不止一个',
  D3139: '$single 一个也没有找到',
  D3140: '网址写法有误：{value}',
};

/** A dynamic error of a rule, by JSONata's code. */
export class Failure extends Error {
  position: number | undefined;
  token: string | undefined;

  constructor(
    readonly code: string,
    readonly details: {
      value?: unknown;
      index?: number;
      token?: string;
      position?: number | undefined;
    } = {},
    private readonly raised?: string,
  ) {
    super(code);
    this.position = details.position;
    this.token = details.token;
  }

  /** The Chinese sentence; that of `$error` and `$assert` is the author's own. */
  get sentence(): string {
    if (this.raised !== undefined) return this.raised;
    const places: Record<string, string> = {
      value: brief(this.details.value),
      index: String(this.details.index ?? ''),
      token: this.token ?? '',
    };
    return (sentences[this.code] ?? `错误 ${this.code}`).replace(
      /\{(\w+)\}/g,
      (_, name: string) => places[name] ?? '',
    );
  }
}

function brief(value: unknown): string {
  if (typeof value === 'string')
    return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
  if (Array.isArray(value)) return '列表';
  if (typeof value === 'object' && value !== null) return '对象';
  return value === undefined ? '空' : JSON.stringify(value);
}
