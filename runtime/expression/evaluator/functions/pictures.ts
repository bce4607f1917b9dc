import jsonata from 'jsonata';
import { LimitExceeded } from '../../limits';
import { Failure } from '../failure';
import type { Run } from '../run';
import type { FunctionFamily } from './family';

/**
 * Functions of picture strings. They are pure functions of a few texts and numbers, so the library's own, which are
 * synchronous in the 1.x line, do the work; what can make them slow — the length of texts, the widths asked for — is bounded before.
 */
const MAX_PICTURE = 200;

const library: ReadonlyMap<string, jsonata.Expression> = new Map<string, jsonata.Expression>(
  (
    [
      ['formatNumber', '$formatNumber($a, $b, $c)'],
      ['formatInteger', '$formatInteger($a, $b)'],
      ['parseInteger', '$parseInteger($a, $b)'],
      ['fromMillis', '$fromMillis($a, $b, $c)'],
      ['toMillis', '$toMillis($a, $b)'],
    ] as const
  ).map(([name, source]) => [name, jsonata(source)]),
);

/** The library tries every way to share a text among the parts of a picture: how many, refused when too many. */
function waysToParse(text: string, format: string): number {
  const markers = format.split('[').length - 1;
  let ways = 1;
  for (let part = 1; part <= markers; part += 1) {
    ways *= Math.max(1, text.length - part + 1) / part;
    if (ways > MAX_WAYS) throw new LimitExceeded();
  }
  return ways;
}

const MAX_WAYS = 20_000_000;

function picture(
  name: string,
): (run: Run, context: unknown, ...args: readonly unknown[]) => unknown {
  return (run, _context, ...[a, b, c]) => {
    for (const text of [a, b, c]) {
      if (typeof text === 'string')
        run.checkText(text.length * Math.ceil(run.limits.text / MAX_PICTURE));
    }
    if (typeof b === 'string' && /,[^\]]*\d{4}/.test(b.replace(/\s/g, '')))
      throw new LimitExceeded();
    if (name === 'toMillis' && typeof a === 'string' && typeof b === 'string')
      run.step(Math.ceil(waysToParse(a, b) / 20));
    run.step(10);
    try {
      return library.get(name)?.evaluate(null, { a, b, c }) as unknown;
    } catch (error) {
      // The library trips over some pictures without digits instead of naming the mistake.
      const code = (error as { readonly code?: string }).code ?? 'D3085';
      throw new Failure(code, { value: a, token: name });
    }
  };
}

export const pictureFunctions: FunctionFamily = {
  formatNumber: [3, '<n-so?:s>', picture('formatNumber')],
  formatInteger: [2, '<n-s:s>', picture('formatInteger')],
  parseInteger: [2, '<s-s:n>', picture('parseInteger')],
  fromMillis: [3, '<n-s?s?:s>', picture('fromMillis')],
  toMillis: [2, '<s-s?:n>', picture('toMillis')],
  now: [
    2,
    '<s?s?:s>',
    (run, context, format?: string, timezone?: string) =>
      picture('fromMillis')(run, context, run.now, format, timezone),
  ],
  millis: [0, '<:n>', (run) => run.now],
};
