import type { Field } from '../../form';

/** Where a field stands: layout by its address, values by their path; inside rows both below the row. */
export function placeOf(field: Field, prefix: string): string {
  if (field.kind === 'void' && field.table === undefined) return field.address;
  return prefix === '' ? field.path : `${prefix}${field.key}`;
}

/** The places of the outermost values inside a layout. */
export function placesInside(layout: Field, prefix: string): readonly string[] {
  return layout.children.flatMap((child) =>
    child.kind === 'void' ? placesInside(child, prefix) : [placeOf(child, prefix)],
  );
}

/** Whether `path` is one of the places, or lies inside one. */
export function isWithinPlaces(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}.`));
}
