import type { Run } from '../run';

/** Arguments come checked by the signature; the result may be a sequence. */
// Parameters are typed by each function itself; `never` accepts every such list.
type Implementation = (run: Run, context: unknown, ...args: never[]) => unknown;

/** Functions by name: how many arguments `$map` and its like hand them, their signature, what they do. */
export type FunctionFamily = Readonly<
  Record<string, readonly [number, string | undefined, Implementation]>
>;
