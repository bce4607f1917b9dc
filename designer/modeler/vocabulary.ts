import type { LoadedPackage } from '../../runtime/package';

/** What the process panel offers to choose from: the package's roles, unit types and forms, and the drawing's tasks. */
export interface ProcessVocabulary {
  readonly roles: ReadonlyArray<{ readonly key: string; readonly title: string }>;
  readonly unitTypes: ReadonlyArray<{ readonly key: string; readonly title: string }>;
  readonly forms: ReadonlyArray<{
    readonly key: string;
    readonly title: string;
    readonly fields: ReadonlyArray<{ readonly path: string; readonly title: string }>;
  }>;
  readonly userTasks: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

/** Fields of a form that hold a value of their own, outside tables. */
function fieldsOf(
  files: ReadonlyMap<string, string>,
  path: string,
): ProcessVocabulary['forms'][number] | null {
  let document: { key?: string; title?: string; annex?: string; schema?: SchemaLike };
  try {
    document = JSON.parse(files.get(path) ?? '') as typeof document;
  } catch {
    return null;
  }
  const fields: { path: string; title: string }[] = [];
  const visit = (node: SchemaLike, prefix: string): void => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (child.type === 'void') visit(child, prefix);
      else if (child.type === 'object') visit(child, `${prefix}${key}.`);
      else if (child.type !== 'array') {
        fields.push({ path: `${prefix}${key}`, title: child.title ?? key });
      }
    }
  };
  if (document.schema !== undefined) visit(document.schema, '');
  const title = [document.annex, document.title].filter(Boolean).join(' ');
  return { key: document.key ?? path, title, fields };
}

interface SchemaLike {
  readonly type?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, SchemaLike>>;
}

export function processVocabulary(
  files: ReadonlyMap<string, string>,
  loaded: LoadedPackage | null,
  userTasks: ProcessVocabulary['userTasks'],
): ProcessVocabulary {
  const forms = [...files.keys()]
    .filter((path) => path.startsWith('forms/'))
    .flatMap((path) => fieldsOf(files, path) ?? []);
  return {
    roles: (loaded?.roles.roles ?? []).map(({ key, title }) => ({ key, title })),
    unitTypes: (loaded?.organization.unitTypes ?? []).map(({ key, title }) => ({ key, title })),
    forms,
    userTasks,
  };
}
