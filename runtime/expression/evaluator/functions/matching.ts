import type { RE2JS } from 're2js';
import { compilePattern } from '../../regex-engine';
import { Native, apply } from '../call';
import { Failure } from '../failure';
import type { Run } from '../run';
import { Callable, Sequence, isObject } from '../values';
import type { FunctionFamily } from './family';

interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly unknown[];
  readonly next: unknown;
}

/** A regular expression literal: a function from a text to its first match, which knows the next. Linear time (RE2). */
export class RegexMatcher extends Callable {
  readonly arity = 1;
  private readonly pattern: RE2JS;

  /** @throws when RE2 does not take the pattern */
  constructor(regex: RegExp) {
    super();
    this.pattern = compilePattern(regex);
  }

  invoke([text]: readonly unknown[], run: Run): unknown {
    if (typeof text !== 'string') throw new Failure('T0410', { value: text, index: 1 });
    return this.find(text, 0, run);
  }

  private find(text: string, from: number, run: Run): Match | undefined {
    const matcher = this.pattern.matcher(text);
    const found = matcher.find(from);
    run.step(1 + Math.ceil(((found ? matcher.end(0) : text.length) - from) / 8));
    if (!found) return undefined;
    const start = matcher.start(0);
    const end = matcher.end(0);
    const groups: unknown[] = [];
    for (let group = 1; group <= matcher.groupCount(); group += 1)
      groups.push(matcher.group(group) ?? undefined);
    return {
      match: text.slice(start, end),
      start,
      end,
      groups,
      next: new Native(0, undefined, (inner) => {
        if (end >= text.length) return undefined;
        const following = this.find(text, end, inner);
        if (following?.match === '') throw new Failure('D1004');
        return following;
      }),
    };
  }
}

/** The matches of a pattern, which may be a regular expression or a function of the same shape. */
function* matches(
  run: Run,
  pattern: unknown,
  text: string,
  limit: number,
  token: string,
): Generator<Match> {
  let found = apply(pattern, [text], null, run);
  for (let count = 0; found !== undefined && found !== null; count += 1) {
    if (
      !isObject(found) ||
      !('start' in found || 'end' in found || 'groups' in found || 'next' in found)
    ) {
      throw new Failure('T1010', { token });
    }
    if (count >= limit) return;
    run.checkLength(count);
    const match = found as unknown as Match;
    yield match;
    found = match.next === undefined ? undefined : apply(match.next, [], null, run);
  }
}

/** A replacement text with `$0`, `$1` … `$$` filled in. */
function substitute(replacement: string, { match, groups }: Match): string {
  const digits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1;
  return replacement.replace(/\$(\$|\d*)/g, (_whole, what: string) => {
    if (what === '$') return '$';
    if (what === '') return '$';
    if (what.startsWith('0')) return match + what.slice(1);
    let used = what.slice(0, digits);
    if (digits > 1 && Number(used) > groups.length) used = what.slice(0, digits - 1);
    const group = groups[Number(used) - 1];
    return (typeof group === 'string' ? group : '') + what.slice(String(Number(used)).length);
  });
}

function replace(
  run: Run,
  text: string,
  pattern: unknown,
  replacement: unknown,
  limit: number,
): string {
  const parts: string[] = [];
  let length = 0;
  let position = 0;
  const add = (part: string): void => {
    length += part.length;
    run.checkText(length);
    parts.push(part);
  };
  if (typeof pattern === 'string') {
    for (
      let count = 0, at = text.indexOf(pattern);
      at >= 0 && count < limit;
      count += 1, at = text.indexOf(pattern, position)
    ) {
      run.step();
      add(text.slice(position, at));
      add(typeof replacement === 'string' ? replacement : '');
      position = at + pattern.length;
    }
  } else {
    for (const match of matches(run, pattern, text, limit, 'replace')) {
      const instead =
        typeof replacement === 'string'
          ? substitute(replacement, match)
          : apply(replacement, [match], null, run);
      if (typeof instead !== 'string') throw new Failure('D3012', { value: instead });
      add(text.slice(position, match.start));
      add(instead);
      position = match.start + match.match.length;
    }
  }
  add(text.slice(position));
  return parts.join('');
}

function split(run: Run, text: string, separator: unknown, limit: number): string[] {
  if (typeof separator === 'string') {
    const pieces = Number.isFinite(limit) ? text.split(separator, limit) : text.split(separator);
    run.checkLength(pieces.length);
    run.step(pieces.length);
    return pieces;
  }
  const pieces: string[] = [];
  let position = 0;
  for (const match of matches(run, separator, text, limit, 'split')) {
    pieces.push(text.slice(position, match.start));
    position = match.end;
  }
  if (pieces.length < limit) pieces.push(text.slice(position));
  return pieces;
}

export const matchingFunctions: FunctionFamily = {
  contains: [
    2,
    '<s-(sf):b>',
    (run, _context, text: string | undefined, pattern: unknown) => {
      if (text === undefined) return undefined;
      if (typeof pattern === 'string') return text.includes(pattern);
      return matches(run, pattern, text, 1, 'contains').next().done !== true;
    },
  ],
  match: [
    3,
    '<s-f<s:o>n?:a<o>>',
    (run, _context, text: string | undefined, pattern: unknown, limit = Infinity) => {
      if (text === undefined) return undefined;
      if (limit < 0) throw new Failure('D3040', { value: limit });
      const result = new Sequence();
      for (const { match, start, groups } of matches(run, pattern, text, limit, 'match'))
        result.push({ match, index: start, groups });
      return result;
    },
  ],
  replace: [
    4,
    '<s-(sf)(sf)n?:s>',
    (
      run,
      _context,
      text: string | undefined,
      pattern: unknown,
      replacement: unknown,
      limit = Infinity,
    ) => {
      if (text === undefined) return undefined;
      if (pattern === '') throw new Failure('D3010', { value: pattern });
      if (limit < 0) throw new Failure('D3011', { value: limit });
      return replace(run, text, pattern, replacement, limit);
    },
  ],
  split: [
    3,
    '<s-(sf)n?:a<s>>',
    (run, _context, text: string | undefined, separator: unknown, limit = Infinity) => {
      if (text === undefined) return undefined;
      if (limit < 0) throw new Failure('D3020', { value: limit });
      return split(run, text, separator, limit);
    },
  ],
};
