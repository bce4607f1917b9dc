import type { Field, FormContext } from '../../form';

/** What every input of the registry gets. */
export interface InputProps {
  readonly id: string;
  readonly field: Field;
  readonly path: string;
  readonly context: FormContext;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly required: boolean;
  /** Id of the element with the messages. */
  readonly describedBy: string;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
}

/** The attributes that tie an input to its label and messages. */
export function ariaOf(props: InputProps): {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
  readonly 'aria-describedby': string;
  readonly onBlur: () => void;
} {
  return {
    id: props.id,
    'aria-invalid': props.invalid,
    'aria-required': props.required,
    'aria-describedby': props.describedBy,
    onBlur: props.onBlur,
  };
}

export function componentProp<T>(field: Field, name: string, fallback: T): T {
  const value = field.schema['x-component-props']?.[name];
  return value === undefined ? fallback : (value as T);
}

export function statusOf(props: InputProps): '' | 'error' {
  return props.invalid ? 'error' : '';
}
