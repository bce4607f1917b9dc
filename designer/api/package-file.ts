import type { PackageFile } from '../../runtime/contract';
import { kindOfFile } from '../../runtime/package';

/** The form file of a key. */
export function formPath(key: string): string {
  return `forms/${key}.form.json`;
}

export function processPath(key: string): string {
  return `processes/${key}.bpmn`;
}

export function dictionaryPath(key: string): string {
  return `dictionaries/${key}.json`;
}

/** `forms/a1.form.json` → `a1` */
export function fileKeyOf(path: string): string {
  return path.split('/').at(-1)?.split('.')[0] ?? path;
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function titleOf(path: string, text: string): string {
  const name = fileKeyOf(path);
  if (path.endsWith('.bpmn')) {
    const title = /<bpmn:process[^>]*\sname="([^"]*)"/.exec(text)?.[1];
    return title === undefined || title === '' ? name : unescapeXml(title);
  }
  try {
    const { title, annex } = JSON.parse(text) as { title?: unknown; annex?: unknown };
    const words = [annex, title].filter((one) => typeof one === 'string' && one !== '');
    return words.length === 0 ? name : words.join(' ');
  } catch {
    return name;
  }
}

/**
 * The files of a draft as the rail and the overview list them.
 *
 * @param base the files of the published version that the draft began from
 */
export function describeFiles(
  files: ReadonlyMap<string, string>,
  base: ReadonlyMap<string, string>,
): PackageFile[] {
  const describe = (path: string, text: string, change: PackageFile['change']): PackageFile => ({
    path,
    kind: kindOfFile(path),
    key: fileKeyOf(path),
    title: titleOf(path, text),
    change,
  });
  const changeOf = (path: string, text: string): PackageFile['change'] => {
    const before = base.get(path);
    if (before === undefined) return 'added';
    return before === text ? 'none' : 'changed';
  };
  const present = [...files].map(([path, text]) => describe(path, text, changeOf(path, text)));
  const removed = [...base]
    .filter(([path]) => !files.has(path))
    .map(([path, text]) => describe(path, text, 'removed'));
  return [...present, ...removed].sort((one, other) => (one.path < other.path ? -1 : 1));
}
