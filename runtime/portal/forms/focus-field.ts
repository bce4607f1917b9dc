import { revealPlace } from '../../react';

/** Brings a field of a form into view and puts the cursor there. */
export function focusField(variable: string, path: string): void {
  reveal(() => nearest(document.querySelector(`[data-form="${CSS.escape(variable)}"]`), path));
}

/** Puts the cursor into the opinion box of the decision bar. */
export function focusOpinion(): void {
  reveal(() => document.querySelector('.opinion'));
}

function reveal(find: () => Element | null): void {
  // The tab that holds the field may only be about to show.
  setTimeout(() => {
    const holder = find();
    if (holder === null) return;
    revealPlace(holder);
    holder.scrollIntoView({ behavior: 'smooth', block: 'center' });
    const input = holder.querySelector('input:not([hidden]), textarea, button, [tabindex]');
    if (input instanceof HTMLElement) input.focus({ preventScroll: true });
  }, 60);
}

/** The place itself, or what is around it: a missing row has no field of its own. */
function nearest(form: Element | null, path: string): Element | null {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const place = CSS.escape(parts.slice(0, length).join('.'));
    const found = form?.querySelector(`[data-place="${place}"]`) ?? null;
    if (found !== null) return found;
  }
  return form;
}
