import { Schema } from 'mongoose';
import type { ListProblem } from '../imports/read-list';
import { plainDocument } from './schema-options';

/**
 * A list of applicants that somebody has sent. `checking` and `writing` need the process that runs them; from `showing` on
 * the list is in, and whoever comes by finishes it.
 */
export type ImportState = 'checking' | 'refused' | 'writing' | 'showing' | 'done' | 'failed';

export interface ImportDocument {
  _id: string;
  ownerId: string;
  packageKey: string;
  packageVersion: string;
  processId: string;
  startEventId: string;
  matter: string;
  fileName: string;
  state: ImportState;
  /** Applicants in the list, and how many of them have been checked, or written. */
  rows: number;
  progress: number;
  problems: ListProblem[];
  problemCount: number;
  createdAt: number;
  /** When the process that runs it last said so. */
  aliveAt: number;
}

export const importSchema = new Schema<ImportDocument>(
  {
    _id: String,
    ownerId: String,
    packageKey: String,
    packageVersion: String,
    processId: String,
    startEventId: String,
    matter: String,
    fileName: String,
    state: String,
    rows: Number,
    progress: Number,
    problems: [Schema.Types.Mixed],
    problemCount: Number,
    createdAt: Number,
    aliveAt: Number,
  },
  plainDocument,
);
importSchema.index({ ownerId: 1, createdAt: -1 });
importSchema.index({ state: 1, aliveAt: 1 });
