import { kindOfFile } from '../../runtime/package';
import { fileKeyOf } from './package-file';

/** What may be referred to from other files. */
export type Referable = 'form' | 'process' | 'dictionary' | 'parameter';

/** The parameters that a text reads. */
function readsParameter(text: string, key: string): boolean {
  return new RegExp(`\\$params\\.${key}(?![\\w])`).test(text);
}

function hasMember(text: string, name: string, value: string): boolean {
  let found = false;
  JSON.parse(text, (key, member: unknown) => {
    if (key === name && member === value) found = true;
    return member;
  });
  return found;
}

function refers(what: Referable, key: string, path: string, text: string): boolean {
  const file = kindOfFile(path);
  switch (what) {
    case 'form':
      return file === 'process' && new RegExp(`<banshi:form\\s[^>]*key=["']${key}["']`).test(text);
    case 'process':
      if (file === 'process')
        return fileKeyOf(path) !== key && text.includes(`calledElement="${key}"`);
      return file === 'scenario' && hasMember(text, 'process', key);
    case 'dictionary':
      return (file === 'form' || file === 'entity') && hasMember(text, 'dictionary', key);
    case 'parameter':
      if (file === 'scenario') return false;
      return readsParameter(text, key);
  }
}

/** Paths of the files that name a form, a process, a code list or a parameter. A file that cannot be read names nothing. */
export function referencesTo(
  what: Referable,
  key: string,
  files: ReadonlyMap<string, string>,
): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    try {
      return refers(what, key, path, text) ? [path] : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}
