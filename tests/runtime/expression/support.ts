import { expect } from '@jest/globals';
import { type ExpressionError, type Scope, compileExpression } from '../../../runtime/expression';

/** Freezes a value through and through, so that a change to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** The value of a rule that must compile and succeed. */
export function valueOf(source: string, input: unknown = {}, scope?: Scope): unknown {
  const compiled = compileExpression(source);
  expect(compiled).toMatchObject({ ok: true });
  if (!compiled.ok) return undefined;
  const result = compiled.value.evaluate(deepFreeze(input), scope);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value : undefined;
}

/** The error of a rule that must fail, in compiling or in running. */
export function errorOf(source: string, input: unknown = {}, scope?: Scope): ExpressionError {
  const compiled = compileExpression(source);
  const result = compiled.ok ? compiled.value.evaluate(input, scope) : compiled;
  expect(result).toMatchObject({ ok: false });
  if (result.ok) throw new Error(`Expected an error of ${source}.`);
  return result.error;
}
