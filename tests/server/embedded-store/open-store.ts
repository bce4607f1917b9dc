import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '../../../server/embedded-store';

export const { MongoClient } = mongoose.mongo;
export type Client = InstanceType<typeof MongoClient>;
/** A document of any fields. */
export interface Row extends mongoose.mongo.BSON.Document {
  _id: number;
}
export type Collection = mongoose.mongo.Collection<Row>;
export type Options = mongoose.mongo.MongoClientOptions;

/** A MongoDB to run these tests on, instead of the embedded store. */
export const givenUri = process.env['STORE_TEST_URI'];

export interface OpenStore {
  readonly uri: string;
  /** Of the store's process; `undefined` on a given MongoDB. */
  readonly pid: number | undefined;
  readonly dataDir: string;
  readonly client: Client;
  readonly db: mongoose.mongo.Db;
  close(): Promise<void>;
}

/** An embedded store on a new folder, or the MongoDB at `STORE_TEST_URI`; its database `name` is empty. */
export async function openStore(name: string, options: Options = {}): Promise<OpenStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const store = givenUri === undefined ? await startEmbeddedStore({ dataDir }) : undefined;
  const uri = givenUri ?? store?.uri ?? '';
  const client = await MongoClient.connect(uri, options);
  const db = client.db(`store-test-${name}`);
  await db.dropDatabase();
  return {
    uri,
    pid: store?.pid,
    dataDir,
    client,
    db,
    close: async () => {
      await db.dropDatabase();
      await client.close();
      await store?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
