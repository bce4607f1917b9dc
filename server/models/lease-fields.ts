/** A document that one worker at a time works on. */
export interface Leasable {
  _id: string;
  /** Which process has it, or had it last. */
  leaseOwner: string | null;
  /** Until when it has it; others leave it alone. By the store's clock. */
  leaseUntil: number;
  /** Counts the times that it was taken: what an earlier holder still writes does not fit any more. */
  fence: number;
}

/** What a document that nobody has begins with. */
export const UNTAKEN = { leaseOwner: null, leaseUntil: 0, fence: 0 } as const;

export const leaseFields = { leaseOwner: String, leaseUntil: Number, fence: Number } as const;
