import { banshiFunctions as documented } from '../../functions';
import type { FunctionFamily } from './family';

/** Banshi's own functions, from the table that editors show. */
export const banshiFunctions: FunctionFamily = Object.fromEntries(
  Object.entries(documented).map(([name, { run: implementation, signature }]) => [
    name,
    [
      signature.replace(/:.*|[<>?]/g, '').length,
      undefined,
      (run, _context, ...args: readonly unknown[]) => implementation({ now: run.now }, ...args),
    ],
  ]),
);
