import { type LoadedPackage, type Permission, loadPackage } from '../../runtime/package';
import { compareVersions } from './version-order';
import type { Models } from '../models';
import type { PackageVersionDocument } from '../models/package';

/** Published packages, compiled once each and kept: a version never changes. */
export class PackageStore {
  private readonly loaded = new Map<string, Promise<LoadedPackage>>();
  private current = new Map<string, string>();

  constructor(private readonly models: Models) {}

  /** The newest published version of every package. Called at the start and after each publication. */
  async refresh(): Promise<void> {
    const versions = await this.models.packageVersions.find({}, { key: 1, version: 1 }).lean();
    versions.sort((one, other) => compareVersions(one.version, other.version));
    this.current = new Map(versions.map((one) => [one.key, one.version]));
  }

  keys(): readonly string[] {
    return [...this.current.keys()];
  }

  currentVersion(key: string): string | undefined {
    return this.current.get(key);
  }

  /** @throws when the version does not exist or no longer compiles, which is our mistake */
  async get(key: string, version: string): Promise<LoadedPackage> {
    const id = `${key}@${version}`;
    const known = this.loaded.get(id);
    if (known !== undefined) return known;
    const loading = this.load(id);
    this.loaded.set(id, loading);
    loading.catch(() => this.loaded.delete(id));
    return loading;
  }

  /** The version that new cases use. */
  async getCurrent(key: string): Promise<LoadedPackage | undefined> {
    const version = this.current.get(key);
    return version === undefined ? undefined : this.get(key, version);
  }

  /** The current version of every package. */
  async all(): Promise<readonly LoadedPackage[]> {
    return Promise.all([...this.current].map(([key, version]) => this.get(key, version)));
  }

  /** What the roles of all packages may do. */
  async permissionsOf(roles: readonly string[]): Promise<ReadonlySet<Permission>> {
    const held = new Set(roles);
    const packages = await this.all();
    return new Set(
      packages.flatMap((one) =>
        one.roles.roles.flatMap((role) => (held.has(role.key) ? role.permissions : [])),
      ),
    );
  }

  private async load(id: string): Promise<LoadedPackage> {
    const document = await this.models.packageVersions
      .findById(id)
      .lean<PackageVersionDocument | null>();
    if (document === null) throw new Error(`package ${id} is not published`);
    const loading = await loadPackage(
      new Map(document.files.map((file) => [file.path, file.text])),
    );
    if (loading.package === undefined) {
      throw new Error(
        `package ${id} does not load: ${loading.problems.map((one) => one.message).join('; ')}`,
      );
    }
    return loading.package;
  }
}
