import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { hashFiles, kindOfFile } from '../../runtime/package';

const MAX_BYTES = 50 * 1024 * 1024;
const MAX_FILES = 2_000;

/** A package as one file: gzip over JSON. */
const archive = z.strictObject({
  format: z.literal('banshi-package-1'),
  key: z.string(),
  version: z.string(),
  hash: z.string(),
  files: z.record(z.string(), z.string()),
});

export type PackageArchive = z.infer<typeof archive>;

export function packFiles(
  key: string,
  version: string,
  files: ReadonlyMap<string, string>,
): Uint8Array {
  const content: PackageArchive = {
    format: 'banshi-package-1',
    key,
    version,
    hash: hashFiles(files),
    files: Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
  return gzipSync(JSON.stringify(content), { level: 9 });
}

/** Why a file cannot be taken as a package. */
export class ArchiveRefused extends Error {}

/** @throws {ArchiveRefused} when it is no package file, too large, or changed on the way */
export function unpackFiles(bytes: Uint8Array): PackageArchive {
  let parsed: unknown;
  try {
    parsed = JSON.parse(gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).toString('utf8'));
  } catch (error) {
    const isBomb = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ArchiveRefused(
      isBomb
        ? `CLI-TOO-LARGE 文件展开后超过 ${MAX_BYTES >> 20} MB。`
        : 'CLI-NOT-A-PACKAGE 不是办事包文件。',
    );
  }
  const read = archive.safeParse(parsed);
  if (!read.success) throw new ArchiveRefused('CLI-NOT-A-PACKAGE 不是办事包文件。');
  const { files, hash } = read.data;
  const paths = Object.keys(files);
  if (paths.length > MAX_FILES)
    throw new ArchiveRefused(`CLI-TOO-LARGE 文件超过 ${MAX_FILES} 个。`);
  const stray = paths.find((path) => kindOfFile(path) === 'other' && path !== 'README.md');
  if (stray !== undefined) throw new ArchiveRefused(`CLI-STRAY-FILE 包里有不该有的文件 ${stray}。`);
  if (hashFiles(new Map(Object.entries(files))) !== hash)
    throw new ArchiveRefused('CLI-HASH 内容与校验码不符，文件可能损坏或被改动。');
  return read.data;
}

/** @throws {ArchiveRefused} when the folder is there already */
export async function writePackage(
  directory: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const known = await stat(directory).catch(() => null);
  if (known !== null) throw new ArchiveRefused(`CLI-EXISTS ${directory} 已经存在，请换一个目录。`);
  for (const [path, text] of Object.entries(files)) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
