import { z } from 'zod';

const day = z.iso.date();

/** Somebody is away (请假) and another stands in for them (代办), from one day to another, both included. */
export const absence = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  substituteId: z.string(),
  substituteName: z.string(),
  from: day,
  to: day,
  reason: z.string(),
  state: z.enum(['planned', 'now', 'over']),
});

/** Those of the person, and those in which they stand in for others; the latest first. */
export const absences = z.object({ own: z.array(absence), forOthers: z.array(absence) });

export const saveAbsence = z.strictObject({
  substituteId: z.string().max(100),
  from: day,
  to: day,
  reason: z.string().trim().max(200).default(''),
});

export type Absence = z.infer<typeof absence>;
