/** The one door to mingo: expressions, and the stages that only shape documents. */
import type { Document } from 'bson';
import { Aggregator } from 'mingo';
import { StoreError } from '../store-error';

/** Runs one stage over documents in memory; what mingo does not know is refused with its name. */
export function runStage(
  stage: Document,
  documents: readonly Document[],
  variables?: Document,
): Document[] {
  try {
    return new Aggregator([stage], variables ? { variables } : {}).run([
      ...documents,
    ]) as Document[];
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      40324,
      'Location40324',
      error instanceof Error ? error.message : String(error),
    );
  }
}
