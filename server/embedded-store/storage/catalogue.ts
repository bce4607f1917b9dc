import { StoreError } from '../store-error';
import { decode, encode } from '../values/codec';
import { Collection, type CollectionRecord } from './collection';
import type { Engine } from './engine';

const NEXT_ID = Buffer.from('#next');

/** Which collections there are. In memory and on disk alike; changed only inside a write. */
export class Catalogue {
  private readonly byName = new Map<string, Collection>();
  private nextId = 1;

  constructor(private readonly engine: Engine) {
    this.load();
    engine.onUndone = () => this.load();
  }

  private load(): void {
    this.byName.clear();
    for (const { key, value } of this.engine.catalogue.getRange({})) {
      const record = decode(value);
      if (NEXT_ID.equals(key)) this.nextId = Number(record['id']);
      else this.byName.set(key.toString(), this.open(record as CollectionRecord));
    }
  }

  private open(record: CollectionRecord): Collection {
    for (const index of record.indexes) {
      // Folders of 0.1 development kept only that there was an array somewhere: it may be at any path.
      if ((index.multikey as unknown) === true) index.multikey = Object.keys(index.key);
    }
    return new Collection(this.engine, record, (collection) => this.save(collection));
  }

  private save(collection: Collection): void {
    const { id, ns, indexes } = collection.saved;
    this.engine.catalogue.putSync(Buffer.from(ns), encode({ id, ns, indexes }));
  }

  takeId(): number {
    const id = this.nextId++;
    this.engine.catalogue.putSync(NEXT_ID, encode({ id: this.nextId }));
    return id;
  }

  find(ns: string): Collection | undefined {
    return this.byName.get(ns);
  }

  all(): Collection[] {
    return [...this.byName.values()];
  }

  /** The collection, made when it is not there, with its `_id` index. */
  ensure(ns: string): Collection {
    const known = this.byName.get(ns);
    if (known) return known;
    if (Buffer.byteLength(ns) > 255 || /\0|\$/.test(ns) || ns.endsWith('.')) {
      throw new StoreError(73, 'InvalidNamespace', `Invalid namespace specified '${ns}'`);
    }
    const collection = this.open({
      id: this.takeId(),
      ns,
      indexes: [{ id: this.takeId(), name: '_id_', key: { _id: 1 }, unique: true }],
    });
    this.byName.set(ns, collection);
    this.save(collection);
    return collection;
  }

  drop(ns: string): boolean {
    const collection = this.byName.get(ns);
    if (!collection) return false;
    collection.clear();
    this.engine.catalogue.removeSync(Buffer.from(ns));
    return this.byName.delete(ns);
  }
}
