import { RE2JS } from 're2js';

/**
 * Regular expressions in linear time, whatever the pattern (RE2), in the shape that JSONata expects of `RegExp`. Look
 * around and back references do not exist in RE2 and are refused when an expression is compiled.
 */
export class LinearRegex {
  lastIndex = 0;
  private readonly pattern: RE2JS;

  /** @throws when RE2 does not take the pattern */
  constructor(regex: RegExp) {
    this.pattern = compilePattern(regex);
  }

  /** Always searches from `lastIndex` and moves it past the match, as JSONata's literals are global. */
  exec(text: string): (RegExpExecArray | (string[] & { index: number })) | null {
    const matcher = this.pattern.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups: string[] = [];
    for (let group = 0; group <= matcher.groupCount(); group += 1) {
      groups.push(matcher.group(group) ?? '');
    }
    this.lastIndex = matcher.end(0);
    return Object.assign(groups, { index: matcher.start(0) });
  }
}

const patterns = new WeakMap<RegExp, RE2JS>();

/** @throws when RE2 does not take the pattern */
export function compilePattern(regex: RegExp): RE2JS {
  const known = patterns.get(regex);
  if (known !== undefined) return known;
  let flags = 0;
  if (regex.flags.includes('i')) flags |= RE2JS.CASE_INSENSITIVE;
  if (regex.flags.includes('m')) flags |= RE2JS.MULTILINE;
  const compiled = RE2JS.compile(regex.source, flags);
  patterns.set(regex, compiled);
  return compiled;
}
