import type { Document } from 'bson';
import { StoreError } from '../store-error';
import { encode } from './encode';

export { BrokenBsonError, decode } from './decode';
export { encode, RawDocument } from './encode';

/** MongoDB's own limit of one document. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export function refuseLarge(bytes: Uint8Array): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new StoreError(10334, 'BSONObjectTooLarge', 'Expected a document of at most 16 MiB');
  }
}

/** Bytes to keep on disk, within MongoDB's limit. */
export function encodeStored(document: Document): Buffer {
  const bytes = encode(document);
  refuseLarge(bytes);
  return bytes;
}
