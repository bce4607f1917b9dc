import { RE2JS } from 're2js';

const patterns = new WeakMap<RegExp, RE2JS>();

/**
 * A regular expression that runs in linear time, whatever the pattern (RE2). Look-around and back references do not exist
 * in RE2.
 *
 * @throws when RE2 does not take the pattern
 */
export function compilePattern(regex: RegExp): RE2JS {
  const known = patterns.get(regex);
  if (known !== undefined) return known;
  let flags = 0;
  if (regex.flags.includes('i')) flags |= RE2JS.CASE_INSENSITIVE;
  if (regex.flags.includes('m')) flags |= RE2JS.MULTILINE;
  const compiled = RE2JS.compile(RE2JS.translateRegExp(regex.source), flags);
  patterns.set(regex, compiled);
  return compiled;
}
