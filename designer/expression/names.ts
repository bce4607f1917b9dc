import type { FormDocument } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import { dataPathOf, nodeAt, walkNodes } from '../form-designer/form-document';

/** Something that a rule may read: what is written, and what people call it. */
export interface ExpressionName {
  readonly insert: string;
  readonly title: string;
  readonly group: 'outcome' | 'field' | 'row' | 'parameter' | 'function' | 'general';
}

const GENERAL: readonly ExpressionName[] = [
  { insert: '$today()', title: '今天', group: 'general' },
  { insert: '$user.name', title: '经办人姓名', group: 'general' },
  { insert: '$user.post', title: '经办人职务', group: 'general' },
];

export function parameterNames(loaded: LoadedPackage | null): readonly ExpressionName[] {
  return (loaded?.parameters.parameters ?? []).map(({ key, title, unit }) => ({
    insert: `$params.${key}`,
    title: unit === undefined ? title : `${title}(${unit})`,
    group: 'parameter',
  }));
}

/** What the rules of a field read: the form's fields, its neighbours in a row, parameters, the day and the person. */
export function formNames(
  document: FormDocument,
  path: readonly string[],
  loaded: LoadedPackage | null,
): readonly ExpressionName[] {
  const fields: ExpressionName[] = [];
  for (const one of walkNodes(document)) {
    if (one.node.type === 'void') continue;
    const titles = one.path
      .map((_, index) => nodeAt(document, one.path.slice(0, index + 1)))
      .filter((node) => node !== undefined && node.type !== 'void')
      .map((node) => node?.title ?? '');
    fields.push({
      insert: dataPathOf(document, one.path),
      title: titles.join('的'),
      group: 'field',
    });
    const row = one.path.slice(0, -1);
    if (row.length > 0 && path.length > row.length && row.every((key, at) => key === path[at])) {
      const table = row.some(
        (_, index) => nodeAt(document, row.slice(0, index + 1))?.type === 'array',
      );
      if (table) {
        fields.push({
          insert: `$row.${one.path.at(-1) ?? ''}`,
          title: `本行的${one.node.title ?? ''}`,
          group: 'row',
        });
      }
    }
  }
  return [...fields, ...parameterNames(loaded), ...GENERAL];
}
