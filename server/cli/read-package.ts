import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** All files of a package folder by their path inside it. @throws when the folder cannot be read */
export async function readPackageFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(directory, path).split(sep).join('/'), await readFile(path, 'utf8'));
  }
  return files;
}
