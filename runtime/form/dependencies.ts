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
function dependenciesOf(field: Field, fields: readonly Field[]): readonly Field[] {
  const around = field.parent === undefined ? [] : [field.parent];
  return [...around, ...readBy(decidingRules(field), field, fields)];
}

/** What decides whether a field may be written, and so whether what was written counts. */
function grayingOf(field: Field, fields: readonly Field[]): readonly Field[] {
  return field.editable === undefined ? [] : readBy([field.editable], field, fields);
}

function readBy(
  rules: readonly CompiledExpression[],
  field: Field,
  fields: readonly Field[],
): readonly Field[] {
  const reads = rules.flatMap((rule) =>
    rule.reads.flatMap((read) => readPath(read, field.table) ?? []),
  );
  return fields.filter(
    (other) =>
      other !== field &&
      other.kind !== 'void' &&
      !isAround(other, field) &&
      reads.some((one) => touches(one, other.path)),
  );
}

function isAround(other: Field, field: Field): boolean {
  for (let at = field.parent; at !== undefined; at = at.parent) {
    if (at === other) return true;
  }
  return false;
}

interface Ordered {
  readonly order: readonly Field[];
  readonly cycle?: readonly Field[];
}

/**
 * Puts fields behind those that they depend on, and, where that makes no circle, behind those that decide whether they
 * may be written: two fields of which either may be filled in are no mistake.
 *
 * @returns the circle when there is one
 */
export function orderFields(fields: readonly Field[]): Ordered {
  const hard = new Map(fields.map((field) => [field, dependenciesOf(field, fields)]));
  const soft = new Map(fields.map((field) => [field, new Set(grayingOf(field, fields))]));
  for (;;) {
    const ordered = orderBy(fields, (field) => [
      ...(hard.get(field) ?? []),
      ...(soft.get(field) ?? []),
    ]);
    const { cycle } = ordered;
    if (cycle === undefined) return ordered;
    const loose = cycle.flatMap((field) =>
      cycle.filter((other) => soft.get(field)?.has(other)).map((other) => [field, other] as const),
    );
    if (loose.length === 0) return ordered;
    for (const [field, other] of loose) soft.get(field)?.delete(other);
  }
}

function orderBy(
  fields: readonly Field[],
  dependencies: (field: Field) => readonly Field[],
): Ordered {
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
    for (const dependency of dependencies(field)) visit(dependency, [...trail, field]);
    state.set(field, 'done');
    order.push(field);
  };
  for (const field of fields) visit(field, []);
  return { order, ...(cycle === undefined ? {} : { cycle }) };
}
