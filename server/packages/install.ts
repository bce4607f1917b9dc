import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPackage } from '../../runtime/package';
import { readPackageFiles } from '../cli/read-package';
import type { Models } from '../models';

/**
 * Publishes the packages that come with the installation and are not in the database yet. A version that is there is
 * never touched.
 *
 * @throws when a shipped package has problems
 */
export async function installPackages(
  models: Models,
  directory: string,
  at: number,
): Promise<readonly string[]> {
  const installed: string[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = await readPackageFiles(join(directory, entry.name));
    if (!files.has('manifest.json')) continue;
    const loading = await loadPackage(files);
    if (loading.package === undefined) {
      const list = loading.problems.map(
        (problem) => `${problem.code} ${problem.at} ${problem.message}`,
      );
      throw new Error(`package ${entry.name} has problems:\n${list.join('\n')}`);
    }
    const { manifest, hash } = loading.package;
    const known = await models.packageVersions.findOne({ key: manifest.key }).lean();
    if (known !== null) continue;
    await models.packageVersions.create({
      _id: `${manifest.key}@${manifest.version}`,
      key: manifest.key,
      version: manifest.version,
      title: manifest.title,
      issuer: manifest.issuer,
      hash,
      files: [...files].map(([path, text]) => ({ path, text })),
      publishedAt: at,
      publishedBy: '系统',
      note: '随安装载入',
      ledgersBuilt: false,
      timersScheduled: false,
    });
    installed.push(`${manifest.key}@${manifest.version}`);
  }
  return installed;
}
