import type { Model, mongo } from 'mongoose';

/** What every collection holds: documents under ids of our own making. */
export interface StoredDocument {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/**
 * A model's collection for what happens in every step: mongoose's casting costs more there than the command itself.
 * Buffers until connected, as the model does.
 */
export function native<T>(model: Model<T>): mongo.Collection<T & mongo.Document> {
  return model.collection as unknown as mongo.Collection<T & mongo.Document>;
}
