import type { CopyModel } from '../model';
import { type ModdleElement, extensions, text } from '../moddle';
import { words } from './context';

/** `banshi:copy` of a user task or an end event; an end event is over when it is reached. */
export function copiesOf(element: ModdleElement): readonly CopyModel[] | undefined {
  const copies = extensions(element, 'banshi:Copy').map((copy): CopyModel => ({
    when: text(copy, 'when') === 'opened' ? 'opened' : 'completed',
    roles: words(text(copy, 'roles')),
    level: text(copy, 'level') ?? null,
    people: words(text(copy, 'people')),
  }));
  return copies.length === 0 ? undefined : copies;
}
