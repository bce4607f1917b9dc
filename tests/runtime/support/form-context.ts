import type { FormContext } from '../../../runtime/form';

/** A form that stands alone, at ten in the morning of 3 June 2020 in Shanghai. */
export const formContext: FormContext = {
  params: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};
