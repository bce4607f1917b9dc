import type { DraftKeeper } from '../drafts/draft-keeper';
import type { Outbox } from './outbox';

/**
 * Puts what could not be sent into the outbox, and ends its draft, so that nothing is sent beside it.
 *
 * @returns false when this machine cannot keep it; then the draft goes on
 */
export async function keepForLater(
  outbox: Outbox,
  keeper: DraftKeeper,
  item: Parameters<Outbox['add']>[0],
): Promise<boolean> {
  try {
    await outbox.add(item);
  } catch (error) {
    console.warn('What is to be sent could not be kept on this machine', error);
    return false;
  }
  await keeper.close();
  return true;
}
