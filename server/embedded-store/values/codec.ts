import { deserialize, serialize, type Document } from 'bson';
import { StoreError } from '../store-error';

/** MongoDB's own limit of one document. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Plain objects out: small numbers as JavaScript numbers, 64-bit ones beyond 2^53 as Long. */
export const decode = (bytes: Uint8Array): Document => deserialize(bytes);

export function encode(document: Document): Uint8Array {
  return serialize(document, { ignoreUndefined: true });
}

/** Bytes to keep on disk, within MongoDB's limit. */
export function encodeStored(document: Document): Uint8Array {
  const bytes = encode(document);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new StoreError(10334, 'BSONObjectTooLarge', 'Expected a document of at most 16 MiB');
  }
  return bytes;
}
