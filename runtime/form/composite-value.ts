import type { FormContext } from './context';
import type { Field } from './model';
import type { ValueFault } from './value-shape';

/** What the core knows of one kind of value that consists of parts. None of it throws, whatever the value is. */
export interface CompositeValue {
  readonly hasShape: (value: unknown) => boolean;
  readonly isEmpty: (value: unknown) => boolean;
  /** The value without what does not belong to it. */
  readonly normalize: (value: unknown) => unknown;
  /** What is wrong with a value of the right shape. */
  readonly check: (value: unknown, field: Field, context: FormContext) => ValueFault | undefined;
  /** What is still missing in a value that has begun; held only against those who can change it. */
  readonly missing?: (value: unknown, field: Field, context: FormContext) => ValueFault | undefined;
  /** In the words of the screen and of print, on one line. */
  readonly describe: (value: unknown, field: Field, context: FormContext) => string;
}
