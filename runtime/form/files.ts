import { isRecord, isText, partsOf } from './value-shape';

/** A file that was sent: where it lies and what it is called. */
export interface FileReference {
  readonly fileId: string;
  readonly name: string;
  readonly size?: number;
  readonly type?: string;
}

const PARTS = ['fileId', 'name', 'size', 'type'];

export function areFiles(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((file) => isRecord(file) && isText(file['fileId']) && isText(file['name']))
  );
}

/** The files without anything that came along. */
export function keepFiles(value: unknown): readonly FileReference[] {
  if (!Array.isArray(value)) return [];
  return value.map((file) => partsOf(file, PARTS) as unknown as FileReference);
}
