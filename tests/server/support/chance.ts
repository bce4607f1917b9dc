/** Numbers from 0 to 1 that only look like chance. */
export type Chance = () => number;

/**
 * Chance for one test. The seed is printed, and `SEED` in the environment gives it again: the same moments are chosen,
 * though what the processes do in between stays their own.
 */
export function chanceOf(name: string): Chance {
  const given = Number(process.env['SEED']);
  const seed = Number.isInteger(given) && given > 0 ? given : Date.now() % 1_000_000;
  process.stderr.write(`${name}: SEED=${seed}\n`);
  // A linear congruential generator (Numerical Recipes' constants) will do for moments.
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
