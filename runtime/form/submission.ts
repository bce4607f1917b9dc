import { type Result, err, maskText, ok } from '../kernel';
import { formMessages } from '../messages/form';
import { formatMessage } from '../messages/format';
import { isEmpty } from './check-value';
import { type FormAccess, type FormContext, accessTo, fullAccess } from './context';
import { type FormMessage, evaluateForm } from './evaluate';
import { type Field, type FormModel, holdsValue } from './model';
import { ROW_ORIGIN, isNarrowedTable } from './row-origin';
import type { Values } from './schema';
import { signOpinions } from './sign-opinions';

/** A form as it is kept: the values, and the warnings with the reasons given for them. */
export interface AcceptedSubmission {
  readonly values: Values;
  readonly warnings: ReadonlyArray<FormMessage & { readonly reason: string }>;
}

export interface SubmissionOptions {
  readonly access?: FormAccess;
  /** What the form held before this person filled it: kept where they may not write. @default empty */
  readonly previous?: Values;
  /** Reasons for warnings, by `path#rule`. */
  readonly warningReasons?: Readonly<Record<string, string>>;
}

/**
 * The server's word on a filled form: drops what a computed, hidden or read-only field carries, computes and checks all.
 *
 * @returns the values to keep; or every error, and every warning without a reason, none of it saved
 */
export function acceptSubmission(
  form: FormModel,
  submitted: Values,
  context: FormContext,
  options: SubmissionOptions = {},
): Result<AcceptedSubmission, readonly FormMessage[]> {
  const access = options.access ?? fullAccess;
  const before = options.previous ?? {};
  const evaluation = evaluateForm(form, submitted, context, access, before);
  const errors = evaluation.messages.filter((message) => message.severity === 'error');
  const warnings = evaluation.messages.filter((message) => message.severity === 'warning');
  const reasons = options.warningReasons ?? {};
  const unexplained = warnings.filter(
    (warning) => (reasons[warningKey(warning)] ?? '').trim().length < 2,
  );
  if (errors.length > 0 || unexplained.length > 0) {
    return err([...errors, ...unexplained.map(askForReason)]);
  }
  return ok({
    values: withoutOrigins(
      form.fields,
      signOpinions(form.fields, evaluation.values, before, context),
    ),
    warnings: warnings.map((warning) => ({
      ...warning,
      reason: (reasons[warningKey(warning)] ?? '').trim(),
    })),
  });
}

/** Under which key the reason for a warning is given. */
export function warningKey(message: Pick<FormMessage, 'path' | 'rule'>): string {
  return `${message.path}#${message.rule ?? ''}`;
}

function askForReason(warning: FormMessage): FormMessage {
  return {
    ...warning,
    code: 'VALUE-REASON',
    message: formatMessage(formMessages, 'VALUE-REASON', { message: warning.message }),
  };
}

/** Values as they are kept: which rows of before they were has been asked. */
function withoutOrigins(fields: readonly Field[], values: Values): Values {
  const kept: Record<string, unknown> = { ...values };
  delete kept[ROW_ORIGIN];
  for (const field of fields.flatMap(valueFields)) {
    const value = kept[field.key];
    if (field.kind === 'group' && value !== undefined)
      kept[field.key] = withoutOrigins(field.children, asRecord(value));
    else if (field.kind === 'rows' && Array.isArray(value))
      kept[field.key] = value.map((row) => withoutOrigins(field.children, asRecord(row)));
  }
  return kept;
}

/** A field itself, or those that a layout holds. */
function valueFields(field: Field): readonly Field[] {
  return holdsValue(field) ? [field] : field.children.flatMap(valueFields);
}

/** The value of a field, also where an earlier version of the form kept it under another key. */
function storedValue(field: Field, values: Values): unknown {
  const formerKeys = field.schema['x-banshi']?.formerKeys ?? [];
  const key = [field.key, ...formerKeys.toReversed()].find((one) => Object.hasOwn(values, one));
  return key === undefined ? undefined : values[key];
}

/**
 * The values with which a person begins: what is there already, else what the rules prefill, else defaults, with
 * computed fields.
 */
export function initialValues(
  form: FormModel,
  context: FormContext,
  existing: Values = {},
): Values {
  const bindings = {
    values: existing,
    params: context.params,
    record: context.record ?? {},
    case: context.case ?? {},
    user: context.user ?? {},
    now: new Date(context.now).toISOString(),
  };
  const fill = (fields: readonly Field[], known: Values): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    for (const field of fields) {
      if (field.kind === 'void') {
        Object.assign(result, fill(field.children, known));
        continue;
      }
      const present = storedValue(field, known);
      if (field.kind === 'group') {
        result[field.key] = fill(field.children, (present ?? {}) as Values);
        continue;
      }
      if (!isEmpty(field, present)) {
        result[field.key] = present;
        continue;
      }
      const prefilled = field.prefill?.evaluate(existing, { bindings, now: context.now });
      const value =
        prefilled?.ok === true && prefilled.value !== undefined
          ? prefilled.value
          : field.schema.default;
      if (value !== undefined && value !== null) {
        result[field.key] = field.kind === 'rows' && !Array.isArray(value) ? [value] : value;
      }
    }
    return result;
  };
  return evaluateForm(form, fill(form.fields, existing), context).values;
}

/**
 * What is left of a form's values when its step is done again: fields that begin anew lose theirs, where the step may
 * edit them at all. `initialValues` fills them afresh. A column that begins anew in rows that stay takes its default.
 */
export function reopenedValues(form: FormModel, values: Values, access: FormAccess): Values {
  const keep = (fields: readonly Field[], source: Values): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    for (const field of fields) {
      if (field.kind === 'void') {
        Object.assign(result, keep(field.children, source));
        continue;
      }
      const value = Object.hasOwn(source, field.key) ? source[field.key] : undefined;
      if (field.kind === 'group') result[field.key] = keep(field.children, asRecord(value));
      else if (field.isRenewed && accessTo(access, field.path) === 'edit') {
        // A renewed table begins with its prefill; a renewed column of kept rows with its default.
        if (field.table !== undefined && field.schema.default !== undefined)
          result[field.key] = field.schema.default;
      } else if (field.kind === 'rows' && Array.isArray(value)) {
        result[field.key] = value.map((row) => keep(field.children, asRecord(row)));
      } else if (value !== undefined) result[field.key] = value;
    }
    return result;
  };
  return keep(form.fields, values);
}

/** The values as a person may see them: hidden fields are left out, masked ones masked. */
export function visibleValues(form: FormModel, values: Values, access: FormAccess): Values {
  const show = (fields: readonly Field[], source: unknown): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    const from = (typeof source === 'object' && source !== null ? source : {}) as Record<
      string,
      unknown
    >;
    for (const field of fields) {
      if (field.kind === 'void') {
        Object.assign(result, show(field.children, source));
        continue;
      }
      const level = accessTo(access, field.path);
      const value = Object.hasOwn(from, field.key) ? from[field.key] : undefined;
      if (level === 'hidden' || value === undefined) continue;
      if (field.kind === 'group') result[field.key] = show(field.children, value);
      else if (field.kind === 'rows' && Array.isArray(value)) {
        const isNarrowed = isNarrowedTable(field, access);
        result[field.key] = value.map((row, index) => ({
          ...show(field.children, row),
          ...(isNarrowed ? { [ROW_ORIGIN]: index } : {}),
        }));
      } else if (level === 'masked' && typeof value === 'string') {
        result[field.key] = maskText(value, field.mask ?? maskOf(field));
      } else result[field.key] = value;
    }
    return result;
  };
  return show(form.fields, values);
}

function maskOf(field: Field): 'id' | 'phone' | 'bank' | 'name' {
  if (field.kind === 'phone') return 'phone';
  return field.kind === 'bankAccount' ? 'bank' : 'id';
}

function asRecord(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {};
}
