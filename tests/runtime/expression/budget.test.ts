import { expect, test } from '@jest/globals';
import { WorkBudget, compileExpression } from '../../../runtime/expression';

test('[EXPR9] evaluations share a budget; when it is spent, the next fails at once', () => {
  const compiled = compileExpression('$count($map([1..1000], function($x) { $x }))');
  if (!compiled.ok) throw new Error('not compiled');
  const budget = new WorkBudget(50_000);
  const results = Array.from({ length: 100 }, () => compiled.value.evaluate({}, { budget }));
  const first = results.findIndex((result) => !result.ok);
  expect(first).toBeGreaterThan(1);
  expect(results.slice(first).every((result) => !result.ok)).toBe(true);
  expect(results[first]).toMatchObject({ error: { code: 'EXPR-LIMIT' } });
  expect(budget.isSpent).toBe(true);
  expect(budget.remaining).toBe(0);
  // then: another budget is not touched
  expect(compiled.value.evaluate({}, { budget: new WorkBudget(50_000) })).toEqual({
    ok: true,
    value: 1_000,
  });
});
