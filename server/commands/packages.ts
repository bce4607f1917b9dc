import { setImmediate } from 'node:timers/promises';
import type { PackageFile, PublishPreview } from '../../runtime/contract';
import { hasErrors } from '../../runtime/kernel';
import {
  type LoadedPackage,
  type PackageLoading,
  hashFiles,
  kindOfFile,
  loadPackage,
} from '../../runtime/package';
import { activeScenarios, runScenario } from '../../runtime/scenario';
import { recordAction } from '../audit/record-action';
import type { ServerContext } from '../context';
import { refuse } from '../http/refusal';
import { rebuildLedgers } from '../ledgers/rebuild-ledgers';
import type { Viewer } from '../identity/viewer';
import type { PackageDraftDocument, PackageVersionDocument, StoredFile } from '../models/package';
import { compareVersions } from '../packages/version-order';
import { findUnheldPosts } from '../policies/unheld-posts';
import { differencesOf } from './package-differences';

const DUPLICATE_KEY = 11000;

function filesMap(files: readonly StoredFile[]): Map<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}

export async function requireVersion(
  server: ServerContext,
  key: string,
  version: string,
): Promise<PackageVersionDocument> {
  const document = await server.models.packageVersions
    .findById(`${key}@${version}`)
    .lean<PackageVersionDocument | null>();
  if (document === null) throw refuse(404, 'HTTP-NOT-FOUND');
  return document;
}

/** The draft of a package; opening it begins one from the current version. */
export async function openDraft(server: ServerContext, key: string): Promise<PackageDraftDocument> {
  const known = await server.models.packageDrafts.findById(key).lean<PackageDraftDocument | null>();
  if (known !== null) return known;
  const version = server.packages.currentVersion(key);
  if (version === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
  const base = await requireVersion(server, key, version);
  await server.models.packageDrafts.updateOne(
    { _id: key },
    {
      $setOnInsert: {
        baseVersion: version,
        revision: 1,
        files: base.files,
        savedAt: server.clock(),
      },
    },
    { upsert: true },
  );
  return openDraft(server, key);
}

/** Writes one file of the draft on condition that nobody saved since `revision`. */
export async function saveDraftFile(
  server: ServerContext,
  key: string,
  input: { readonly path: string; readonly text: string | null; readonly revision: number },
): Promise<number> {
  if (kindOfFile(input.path) === 'other') throw refuse(400, 'HTTP-BAD-REQUEST');
  const draft = await openDraft(server, key);
  const files = draft.files.filter((file) => file.path !== input.path);
  if (input.text !== null) files.push({ path: input.path, text: input.text });
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  const revision = input.revision + 1;
  const updated = await server.models.packageDrafts.updateOne(
    { _id: key, revision: input.revision },
    { $set: { files, revision, savedAt: server.clock() } },
  );
  if (updated.modifiedCount !== 1) throw refuse(409, 'DRAFT-CONFLICT');
  return revision;
}

function titleOf(path: string, text: string): { readonly key: string; readonly title: string } {
  const name = path.split('/').at(-1)?.split('.')[0] ?? path;
  if (path.endsWith('.bpmn')) {
    const title = /<bpmn:process[^>]*\sname="([^"]*)"/.exec(text)?.[1];
    return { key: name, title: title ?? name };
  }
  try {
    const { key, title, annex } = JSON.parse(text) as {
      key?: string;
      title?: string;
      annex?: string;
    };
    return { key: key ?? name, title: [annex, title ?? name].filter(Boolean).join(' ') };
  } catch {
    return { key: name, title: name };
  }
}

/** The files of a draft or version, with what changed against the base. */
export function packageFiles(
  files: readonly StoredFile[],
  base: readonly StoredFile[] | null,
): PackageFile[] {
  const old = filesMap(base ?? files);
  const now = filesMap(files);
  const present = files.map(({ path, text }): PackageFile => ({
    path,
    kind: kindOfFile(path),
    ...titleOf(path, text),
    change: old.has(path) ? (old.get(path) === text ? 'none' : 'changed') : 'added',
  }));
  const removed = [...old].flatMap(([path, text]): PackageFile[] =>
    now.has(path)
      ? []
      : [{ path, kind: kindOfFile(path), ...titleOf(path, text), change: 'removed' }],
  );
  return [...present, ...removed];
}

export async function loadDraft(server: ServerContext, key: string): Promise<PackageLoading> {
  const draft = await openDraft(server, key);
  return loadChecked(server, filesMap(draft.files));
}

/** Loads a package and checks it against the people whom the server knows. */
async function loadChecked(
  server: ServerContext,
  files: ReadonlyMap<string, string>,
): Promise<PackageLoading> {
  const loading = await loadPackage(files);
  if (loading.package === undefined) return loading;
  const unheld = await findUnheldPosts(server, loading.package);
  return { ...loading, problems: [...loading.problems, ...unheld] };
}

/** The version after the current one: a minor step. */
function nextVersion(current: string): string {
  const [major = 0, minor = 0] = current.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}

/** Open cases by version. */
export async function openCases(
  server: ServerContext,
  key: string,
): Promise<{ version: string; count: number }[]> {
  const counted = await server.models.cases.aggregate<{ _id: string; count: number }>([
    { $match: { packageKey: key, status: { $in: ['active', 'incident'] } } },
    { $group: { _id: '$packageVersion', count: { $sum: 1 } } },
  ]);
  return counted.map((one) => ({ version: one._id, count: one.count }));
}

export async function previewPublish(server: ServerContext, key: string): Promise<PublishPreview> {
  const loading = await loadDraft(server, key);
  const current = await server.packages.getCurrent(key);
  if (current === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
  return {
    nextVersion: nextVersion(current.manifest.version),
    differences: loading.package === undefined ? [] : [...differencesOf(current, loading.package)],
    openCases: await openCases(server, key),
    problems: loading.problems.map((problem) => ({ ...problem })),
  };
}

/** Runs every scenario, with a breath between them for the requests of others. */
export async function runScenarios(loaded: LoadedPackage) {
  const results = [];
  for (const scenario of activeScenarios(loaded)) {
    const { key, title, passed, failures } = runScenario(loaded, scenario);
    results.push({ key, title, passed, failures: failures.map((failure) => ({ ...failure })) });
    await setImmediate();
  }
  return results;
}

/** @throws 409 when someone else published this version meanwhile */
async function insertVersion(
  server: ServerContext,
  version: PackageVersionDocument,
): Promise<void> {
  try {
    await server.models.packageVersions.create(version);
  } catch (error) {
    if ((error as { code?: unknown }).code === DUPLICATE_KEY) throw refuse(409, 'DRAFT-CONFLICT');
    throw error;
  }
}

/** Publishes the draft as a new version: checked, tested, never changed again. New cases use it from now on. */
export async function publishDraft(
  server: ServerContext,
  viewer: Viewer,
  key: string,
  input: { readonly version: string; readonly note: string; readonly revision: number },
): Promise<{ version: string; hash: string }> {
  const draft = await openDraft(server, key);
  if (draft.revision !== input.revision) throw refuse(409, 'DRAFT-CONFLICT');
  const current = server.packages.currentVersion(key) ?? '0.0.0';
  if (!/^\d+\.\d+\.\d+$/.test(input.version) || compareVersions(input.version, current) <= 0) {
    throw refuse(422, 'PKG-VERSION', { current });
  }
  const files = filesMap(draft.files);
  const checked = await loadChecked(server, files);
  if (checked.package === undefined || hasErrors(checked.problems)) {
    throw refuse(422, 'PKG-PROBLEMS', { count: checked.problems.length }, checked.problems);
  }
  const { manifest } = checked.package;
  files.set(
    'manifest.json',
    `${JSON.stringify({ ...manifest, version: input.version }, null, 2)}\n`,
  );
  const loading = await loadPackage(files);
  if (loading.package === undefined || hasErrors(loading.problems)) {
    throw refuse(422, 'PKG-PROBLEMS', { count: loading.problems.length }, loading.problems);
  }
  const failed = (await runScenarios(loading.package)).filter((result) => !result.passed);
  if (failed.length > 0) throw refuse(422, 'PKG-SCENARIOS', { count: failed.length });
  const hash = hashFiles(files);
  await insertVersion(server, {
    _id: `${key}@${input.version}`,
    key,
    version: input.version,
    title: loading.package.manifest.title,
    issuer: loading.package.manifest.issuer,
    hash,
    files: [...files].map(([path, text]) => ({ path, text })),
    publishedAt: server.clock(),
    publishedBy: viewer.name,
    note: input.note,
    ledgersBuilt: false,
    timersScheduled: false,
  });
  await server.models.packageDrafts.deleteOne({ _id: key, revision: input.revision });
  await server.packages.refresh();
  await rebuildLedgers(server, key);
  await recordAction(server, viewer, 'publishPackage', `${key}@${input.version}`, input.note);
  return { version: input.version, hash };
}
