import type { Problem } from '../../runtime/kernel';
import { kindOfFile } from '../../runtime/package';
import { fileKeyOf } from './package-file';

/** File and place inside it: `forms/a1.form.json#/schema/properties/phone` → both halves. */
export function splitPlace(at: string): { readonly path: string; readonly place: string } {
  const [path = '', place = ''] = at.split('#');
  return { path, place };
}

/** The page of the workspace on which a problem is mended; null where no page shows its file. */
export function problemPage(packageKey: string, problem: Pick<Problem, 'at'>): string | null {
  const { path, place } = splitPlace(problem.at);
  const base = `/packages/${packageKey}`;
  const hash = place === '' ? '' : `#${place}`;
  switch (kindOfFile(path)) {
    case 'form':
      return `${base}/forms/${fileKeyOf(path)}${hash}`;
    case 'process':
      return `${base}/processes/${fileKeyOf(path)}${hash}`;
    case 'parameters':
      return `${base}/parameters`;
    case 'dictionary':
      return `${base}/dictionaries/${fileKeyOf(path)}`;
    default:
      return null;
  }
}

/** The keys of the fields on the way to a place in a form: `/properties/members/items/properties/name/x-banshi` → two. */
export function fieldPathOfPlace(place: string): readonly string[] {
  const keys: string[] = [];
  const tokens = place.split('/').filter((token) => token !== '');
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === 'schema' || token === 'items') continue;
    const key = tokens[index + 1];
    if (token !== 'properties' || key === undefined) break;
    keys.push(key);
    index += 1;
  }
  return keys;
}

/** The element of a drawing that a place names: `t_review/forms/0` → `t_review`. */
export function elementOfPlace(place: string): string {
  return place.split('/')[0] ?? '';
}
