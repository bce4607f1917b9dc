import type { CompiledExpression } from '../expression';
import type { Field } from './model';
import { readPath } from './read-path';

/** The rules whose results other fields' rules can see: the value of a field and whether it is there at all. */
function decidingRules(field: Field): readonly CompiledExpression[] {
  return [field.compute, field.visible].filter((rule) => rule !== undefined);
}

/** Whether reading `read` may see the value at `path`. */
function touches(read: string, path: string): boolean {
  return read === '' || read === path || path.startsWith(`${read}.`) || read.startsWith(`${path}.`);
}

/** The fields that a field's value depends on, directly; a field hidden by what is around it depends on that too. */
export function dependenciesOf(field: Field, fields: readonly Field[]): readonly Field[] {
  const reads = decidingRules(field).flatMap((rule) =>
    rule.reads.flatMap((read) => readPath(read, field.table) ?? []),
  );
  const around = field.parent === undefined ? [] : [field.parent];
  const read = fields.filter(
    (other) =>
      other !== field &&
      other.kind !== 'void' &&
      !isAround(other, field) &&
      reads.some((one) => touches(one, other.path)),
  );
  return [...around, ...read];
}

function isAround(other: Field, field: Field): boolean {
  for (let at = field.parent; at !== undefined; at = at.parent) {
    if (at === other) return true;
  }
  return false;
}

/** Puts fields behind those that they depend on. @returns the circle when there is one */
export function orderFields(fields: readonly Field[]): {
  readonly order: readonly Field[];
  readonly cycle?: readonly Field[];
} {
  const order: Field[] = [];
  const state = new Map<Field, 'open' | 'done'>();
  let cycle: readonly Field[] | undefined;
  const visit = (field: Field, trail: readonly Field[]): void => {
    if (cycle !== undefined || state.get(field) === 'done') return;
    if (state.get(field) === 'open') {
      cycle = [...trail.slice(trail.indexOf(field)), field];
      return;
    }
    state.set(field, 'open');
    for (const dependency of dependenciesOf(field, fields)) visit(dependency, [...trail, field]);
    state.set(field, 'done');
    order.push(field);
  };
  for (const field of fields) visit(field, []);
  return { order, ...(cycle === undefined ? {} : { cycle }) };
}
