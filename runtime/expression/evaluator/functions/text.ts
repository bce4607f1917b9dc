import { Failure } from '../failure';
import type { Run } from '../run';
import { Sequence, isFunction, isNumeric } from '../values';
import type { FunctionFamily } from './family';

/** A value as `&` and `$string` write it; no value is the empty text. */
export function toText(value: unknown, run: Run, pretty = false): string {
  if (value instanceof Sequence && value.outer) return toText(value[0], run, pretty);
  if (value === undefined || isFunction(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Failure('D3001', { value });
  const writer = new Writer(run, pretty ? '  ' : '');
  writer.write(value, '');
  return writer.text();
}

/** JSON as `JSON.stringify` writes it, numbers to 15 digits, stopping at the bound instead of after it. */
class Writer {
  private readonly parts: string[] = [];
  private length = 0;

  constructor(
    private readonly run: Run,
    private readonly indent: string,
  ) {}

  text(): string {
    return this.parts.join('');
  }

  write(value: unknown, margin: string): void {
    this.run.step(12);
    if (typeof value === 'number')
      this.add(isNumeric(value) ? String(Number(value.toPrecision(15))) : 'null');
    else if (isFunction(value)) this.add('""');
    else if (typeof value !== 'object' || value === null) this.add(JSON.stringify(value) ?? 'null');
    else if (Array.isArray(value))
      this.list(
        '[',
        ']',
        value.map((item): Entry => ['', item]),
        margin,
      );
    else
      this.list(
        '{',
        '}',
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]): Entry => [JSON.stringify(key), item]),
        margin,
      );
  }

  private list(open: string, close: string, entries: readonly Entry[], margin: string): void {
    this.add(open);
    const inner = margin + this.indent;
    const newline = (at: string): string => (this.indent === '' ? '' : `\n${at}`);
    entries.forEach(([label, item], index) => {
      this.add(
        (index === 0 ? '' : ',') +
          newline(inner) +
          (label === '' ? '' : `${label}:${this.indent === '' ? '' : ' '}`),
      );
      this.write(item, inner);
    });
    this.add(entries.length === 0 ? close : newline(margin) + close);
  }

  private add(part: string): void {
    this.length += part.length;
    this.run.checkText(this.length);
    this.parts.push(part);
  }
}

type Entry = readonly [string, unknown];

/** Characters as people count them: a surrogate pair is one. */
function characters(text: string): string[] {
  return Array.from(text);
}

function substring(text: string, start: number, length?: number): string {
  const all = characters(text);
  const from = all.length + start < 0 ? 0 : start;
  if (length === undefined) return all.slice(from).join('');
  if (length <= 0) return '';
  return all.slice(from, from >= 0 ? from + length : all.length + from + length).join('');
}

function pad(run: Run, text: string, width: number, fill?: string): string {
  const missing = Math.abs(Math.trunc(width)) - characters(text).length;
  if (!(missing > 0)) return text;
  run.checkText(text.length + missing);
  const filler = characters(fill === undefined || fill === '' ? ' ' : fill);
  const padding = characters(filler.join('').repeat(Math.ceil(missing / filler.length)))
    .slice(0, missing)
    .join('');
  return width > 0 ? text + padding : padding + text;
}

/** Whole text changes of one argument. */
function mapped(
  change: (text: string) => string,
): (run: Run, context: unknown, text?: string) => string | undefined {
  return (run, _context, text) => (text === undefined ? undefined : run.text(change(text)));
}

const ASCII_BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64encode(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 3) {
    const bytes = [0, 1, 2].map((offset) => text.charCodeAt(index + offset) & 0xff);
    const group = ((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
    const present = Math.min(3, text.length - index);
    for (let digit = 0; digit < 4; digit += 1) {
      result += digit <= present ? ASCII_BASE64.charAt((group >> (18 - 6 * digit)) & 63) : '=';
    }
  }
  return result;
}

function base64decode(text: string): string {
  let result = '';
  let buffer = 0;
  let bits = 0;
  for (const character of text.replaceAll('-', '+').replaceAll('_', '/')) {
    if (character === '=') break;
    const digit = ASCII_BASE64.indexOf(character);
    if (digit < 0) continue;
    buffer = ((buffer << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      result += String.fromCharCode((buffer >> bits) & 0xff);
    }
  }
  return result;
}

function coded(
  token: string,
  code: (text: string) => string,
): (run: Run, context: unknown, text?: string) => string | undefined {
  return (run, _context, text) => {
    if (text === undefined) return undefined;
    try {
      return run.text(code(text));
    } catch (error) {
      if (error instanceof URIError) throw new Failure('D3140', { value: text, token });
      throw error;
    }
  };
}

export const textFunctions: FunctionFamily = {
  string: [
    1,
    '<x-b?:s>',
    (run, _context, value: unknown, pretty?: boolean) =>
      value === undefined ? undefined : toText(value, run, pretty === true),
  ],
  substring: [
    3,
    '<s-nn?:s>',
    (_run, _context, text: string | undefined, start: number, length?: number) =>
      text === undefined ? undefined : substring(text, start, length),
  ],
  substringBefore: [
    2,
    '<s-s:s>',
    (_run, _context, text: string | undefined, mark: string) => {
      const at = text === undefined ? -1 : text.indexOf(mark);
      return at < 0 ? text : text?.slice(0, at);
    },
  ],
  substringAfter: [
    2,
    '<s-s:s>',
    (_run, _context, text: string | undefined, mark: string) => {
      const at = text === undefined ? -1 : text.indexOf(mark);
      return at < 0 ? text : text?.slice(at + mark.length);
    },
  ],
  lowercase: [1, '<s-:s>', mapped((text) => text.toLowerCase())],
  uppercase: [1, '<s-:s>', mapped((text) => text.toUpperCase())],
  trim: [1, '<s-:s>', mapped((text) => text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, ''))],
  length: [
    1,
    '<s-:n>',
    (_run, _context, text?: string) => (text === undefined ? undefined : characters(text).length),
  ],
  pad: [
    3,
    '<s-ns?:s>',
    (run, _context, text: string | undefined, width: number, fill?: string) =>
      text === undefined ? undefined : pad(run, text, width, fill),
  ],
  join: [
    2,
    '<a<s>s?:s>',
    (run, _context, texts: readonly string[] | undefined, separator = '') => {
      if (texts === undefined) return undefined;
      run.step(texts.length);
      run.checkText(texts.reduce((total, text) => total + text.length + separator.length, 0));
      return texts.join(separator);
    },
  ],
  base64encode: [1, '<s-:s>', mapped(base64encode)],
  base64decode: [1, '<s-:s>', mapped(base64decode)],
  encodeUrlComponent: [1, '<s-:s>', coded('encodeUrlComponent', encodeURIComponent)],
  encodeUrl: [1, '<s-:s>', coded('encodeUrl', encodeURI)],
  decodeUrlComponent: [1, '<s-:s>', coded('decodeUrlComponent', decodeURIComponent)],
  decodeUrl: [1, '<s-:s>', coded('decodeUrl', decodeURI)],
};
