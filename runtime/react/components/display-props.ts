import type { Field, FormContext } from '../../form';
import type { FormText } from '../renderer/text';

/** What everything that shows a value gets, on a screen and on paper. */
export interface DisplayProps {
  readonly field: Field;
  readonly value: unknown;
  readonly context: FormContext;
  /** Words in the language of the screen; those of paper are Chinese. */
  readonly t: FormText;
}
