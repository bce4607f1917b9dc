import { Schema } from 'mongoose';
import { plainDocument } from './schema-options';

/** Somebody is away from one day to another (请假), and another stands in for them (代办). */
export interface AbsenceDocument {
  _id: string;
  personId: string;
  personName: string;
  substituteId: string;
  substituteName: string;
  /** Days in Asia/Shanghai, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  reason: string;
  createdAt: number;
  endedAt: number | null;
}

export const absenceSchema = new Schema<AbsenceDocument>(
  {
    _id: String,
    personId: String,
    personName: String,
    substituteId: String,
    substituteName: String,
    from: String,
    to: String,
    reason: String,
    createdAt: Number,
    endedAt: Number,
  },
  plainDocument,
);
absenceSchema.index({ personId: 1, to: -1 });
absenceSchema.index({ substituteId: 1, to: -1 });
