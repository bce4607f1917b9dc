import { Schema } from 'mongoose';
import { plainDocument } from './schema-options';

export interface StoredFile {
  path: string;
  text: string;
}

/** A published version: never changed after it is written. */
export interface PackageVersionDocument {
  _id: string;
  key: string;
  version: string;
  title: string;
  issuer: string;
  hash: string;
  files: StoredFile[];
  publishedAt: number;
  publishedBy: string;
  note: string;
  /** Whether the ledgers show all records as this version says. */
  ledgersBuilt: boolean;
  /** Whether the processes that begin by themselves do so as this version says. */
  timersScheduled: boolean;
}

export const packageVersionSchema = new Schema<PackageVersionDocument>(
  {
    _id: String,
    key: String,
    version: String,
    title: String,
    issuer: String,
    hash: String,
    files: [{ _id: false, path: String, text: String }],
    publishedAt: Number,
    publishedBy: String,
    note: String,
    ledgersBuilt: Boolean,
    timersScheduled: Boolean,
  },
  plainDocument,
);
packageVersionSchema.index({ key: 1, publishedAt: -1 });

/** What is being edited; `revision` counts the saves. */
export interface PackageDraftDocument {
  _id: string;
  baseVersion: string;
  revision: number;
  files: StoredFile[];
  savedAt: number;
}

export const packageDraftSchema = new Schema<PackageDraftDocument>(
  {
    _id: String,
    baseVersion: String,
    revision: Number,
    files: [{ _id: false, path: String, text: String }],
    savedAt: Number,
  },
  plainDocument,
);
