import { type RefObject, useRef } from 'react';
import type { Field } from '../../../form';
import { inputId } from '../FieldFrame';
import { useEvaluationView, useFormView } from '../form-view-context';
import { isWithinPlaces, placeOf, placesInside } from '../place';
import { useReveal } from '../reveal';

/** One part of a layout that shows its parts in turn. */
export interface Pane {
  readonly field: Field;
  readonly path: string;
  /** Id of the element that holds what is in it. */
  readonly id: string;
  /** Whether a value lies in it. */
  readonly holds: (path: string) => boolean;
  /** The places of its values; what is wrong at them is counted in its title. */
  readonly places: readonly string[];
}

interface Panes {
  /** The element around all panes. */
  readonly around: RefObject<HTMLElement>;
  /** Those that show, in their order. */
  readonly panes: readonly Pane[];
}

/**
 * The panes of a holder. All of them stay on the page, the closed ones hidden, so that what is typed is kept and what
 * is wrong is found.
 *
 * @param open shows the pane in which something is asked for
 */
export function usePanes(holder: Field, prefix: string, open: (path: string) => void): Panes {
  const { idPrefix } = useFormView();
  const view = useEvaluationView();
  const around = useRef<HTMLElement>(null);
  const panes = holder.children
    .map((field): Pane => {
      const path = placeOf(field, prefix);
      const places = placesInside(field, prefix);
      const holds = (at: string): boolean => isWithinPlaces(at, places);
      return {
        field,
        path,
        id: `${inputId(idPrefix, path)}-pane`,
        holds,
        places,
      };
    })
    .filter(({ path }) => view.stateAt(path)?.visible === true);
  useReveal(around, (element) => {
    const pane = panes.find(({ id }) => document.getElementById(id)?.contains(element));
    if (pane !== undefined) open(pane.path);
  });
  return { around, panes };
}
