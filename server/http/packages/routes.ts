import type { Router } from 'express';
import type { LoadedPackage } from '../../../runtime/package';
import {
  loadDraft,
  openCases,
  openDraft,
  packageFiles,
  previewPublish,
  publishDraft,
  requireVersion,
  runScenarios,
  saveDraftFile,
} from '../../commands/packages';
import { differencesOf } from '../../commands/package-differences';
import { recordAction } from '../../audit/record-action';
import type { ServerContext } from '../../context';
import type {
  PackageDraftDocument,
  PackageVersionDocument,
  StoredFile,
} from '../../models/package';
import { refuse } from '../refusal';
import { register } from '../register';

function textOf(files: readonly StoredFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
  return file.text;
}

/** Definition packages: versions, the draft, checks, publication. */
export function packageRoutes(router: Router, server: ServerContext): void {
  const { models } = server;
  const key = (params: Readonly<Record<string, string>>): string => params['packageKey'] ?? '';

  register(router, 'listPackages', async () =>
    Promise.all(
      server.packages.keys().map(async (one) => {
        const [versions, draft, open] = await Promise.all([
          models.packageVersions
            .find({ key: one }, { files: 0 })
            .sort({ publishedAt: -1 })
            .lean<Omit<PackageVersionDocument, 'files'>[]>(),
          models.packageDrafts.findById(one).lean<PackageDraftDocument | null>(),
          openCases(server, one),
        ]);
        const base = draft === null ? null : await requireVersion(server, one, draft.baseVersion);
        return {
          key: one,
          title: versions[0]?.title ?? one,
          issuer: versions[0]?.issuer ?? '',
          currentVersion: server.packages.currentVersion(one) ?? null,
          versions: versions.map(({ version, hash, publishedAt, publishedBy, note }) => ({
            version,
            hash,
            publishedAt,
            publishedBy,
            note,
            openCases: open.find((count) => count.version === version)?.count ?? 0,
          })),
          draft:
            draft === null
              ? null
              : {
                  baseVersion: draft.baseVersion,
                  revision: draft.revision,
                  changedFiles: packageFiles(draft.files, base?.files ?? null)
                    .filter((file) => file.change !== 'none')
                    .map((file) => file.path),
                  savedAt: draft.savedAt,
                },
        };
      }),
    ),
  );

  register(router, 'getVersion', async ({ params }) => {
    const version = await requireVersion(server, key(params), params['version'] ?? '');
    return {
      key: version.key,
      title: version.title,
      version: version.version,
      draft: false,
      baseVersion: null,
      revision: 0,
      files: packageFiles(version.files, null),
    };
  });

  register(router, 'compareVersions', async ({ params, query }) => {
    const load = async (version: string): Promise<LoadedPackage> => {
      await requireVersion(server, key(params), version);
      return server.packages.get(key(params), version);
    };
    return [...differencesOf(await load(query.from), await load(params['version'] ?? ''))];
  });

  register(router, 'getVersionFile', async ({ params, query }) => {
    const version = await requireVersion(server, key(params), params['version'] ?? '');
    return { path: query.path, text: textOf(version.files, query.path), revision: 0 };
  });

  register(router, 'getDraft', async ({ params }) => {
    const draft = await openDraft(server, key(params));
    const base = await requireVersion(server, key(params), draft.baseVersion);
    return {
      key: key(params),
      title: base.title,
      version: draft.baseVersion,
      draft: true,
      baseVersion: draft.baseVersion,
      revision: draft.revision,
      files: packageFiles(draft.files, base.files),
    };
  });

  register(router, 'getDraftFile', async ({ params, query }) => {
    const draft = await openDraft(server, key(params));
    return { path: query.path, text: textOf(draft.files, query.path), revision: draft.revision };
  });

  register(router, 'saveDraftFile', async ({ viewer, params, body }) => {
    const revision = await saveDraftFile(server, key(params), body);
    await recordAction(server, viewer, 'saveDraftFile', key(params), body.path);
    return { revision, problems: [] };
  });

  register(router, 'discardDraft', async ({ viewer, params }) => {
    await models.packageDrafts.deleteOne({ _id: key(params) });
    await recordAction(server, viewer, 'discardDraft', key(params), '');
  });

  register(router, 'checkDraft', async ({ params }) => {
    const loading = await loadDraft(server, key(params));
    return {
      problems: loading.problems.map((problem) => ({ ...problem })),
      checkedAt: server.clock(),
    };
  });

  register(router, 'testDraft', async ({ params }) => {
    const loading = await loadDraft(server, key(params));
    if (loading.package === undefined) {
      throw refuse(422, 'PKG-PROBLEMS', { count: loading.problems.length }, loading.problems);
    }
    const began = performance.now();
    const results = await runScenarios(loading.package);
    return { results, durationMs: Math.round(performance.now() - began) };
  });

  register(router, 'previewPublish', ({ params }) => previewPublish(server, key(params)));

  register(router, 'publishDraft', ({ viewer, params, body }) =>
    publishDraft(server, viewer, key(params), body),
  );
}
