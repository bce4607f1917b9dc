import type { FormContextData } from '../../runtime/contract';
import type { FormContext } from '../../runtime/form';

/** A form's context as it goes to the browser. */
export function formContextData(context: FormContext): FormContextData {
  return {
    params: { ...context.params },
    case: context.case === null || context.case === undefined ? null : { ...context.case },
    record: context.record === null || context.record === undefined ? null : { ...context.record },
    user: { ...context.user },
    now: context.now,
    dictionaries: Object.fromEntries(
      Object.entries(context.dictionaries).map(([key, items]) => [
        key,
        items.map(({ value, label, parent }) => ({
          value,
          label,
          ...(parent === undefined ? {} : { parent }),
        })),
      ]),
    ),
    units: context.units.map(({ code, name, type, parent }) => ({
      code,
      name,
      type,
      ...(parent === undefined ? {} : { parent }),
    })),
  };
}
