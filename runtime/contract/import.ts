import { z } from 'zod';

/** A list of applicants that was sent: what is wrong with it, or how far it is. */
export const importView = z.object({
  id: z.string(),
  matter: z.string(),
  fileName: z.string(),
  /** `refused`: something is wrong with the list; `failed`: the server gave it up. Of both nothing is there. */
  state: z.enum(['checking', 'refused', 'writing', 'showing', 'done', 'failed']),
  rows: z.number().int(),
  /** How many of the rows have been checked, or written. */
  progress: z.number().int(),
  /** At most 500 of them. */
  problems: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().int().nullable(),
      column: z.string().nullable(),
      message: z.string(),
    }),
  ),
  problemCount: z.number().int(),
  createdAt: z.number(),
});

export type ImportView = z.infer<typeof importView>;
