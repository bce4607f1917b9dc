import type { FormContext } from './context';
import type { Field } from './model';
import { type Opinion, readOpinion } from './opinion';
import { rowsOfBefore } from './row-origin';
import type { Values } from './schema';

/**
 * Every opinion with who gave it and when, as the server knows it and not as it was sent: whoever writes or changes one is
 * its author now; one that is left as it was keeps its author.
 */
export function signOpinions(
  fields: readonly Field[],
  values: Values,
  before: Values,
  context: FormContext,
): Values {
  const signed: Record<string, unknown> = { ...values };
  for (const field of fields) {
    if (field.kind === 'void') {
      Object.assign(signed, signOpinions(field.children, signed, before, context));
      continue;
    }
    const value = signed[field.key];
    const old = before[field.key];
    if (value === undefined) continue;
    if (field.kind === 'group')
      signed[field.key] = signOpinions(field.children, asValues(value), asValues(old), context);
    else if (field.kind === 'rows' && Array.isArray(value)) {
      const oldRows = rowsOfBefore(value, Array.isArray(old) ? old : []);
      signed[field.key] = value.map((row, index) =>
        signOpinions(field.children, asValues(row), asValues(oldRows[index]), context),
      );
    } else if (field.kind === 'opinion') signed[field.key] = signOpinion(value, old, context);
  }
  return signed;
}

function signOpinion(value: unknown, old: unknown, context: FormContext): Opinion {
  const { by: _, at: __, ...said } = readOpinion(value);
  const known = readOpinion(old);
  if (known.result === said.result && known.text === said.text) return known;
  const name = context.user?.['name'];
  return {
    ...said,
    ...(typeof name === 'string' ? { by: name } : {}),
    at: new Date(context.now).toISOString(),
  };
}

function asValues(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {};
}
