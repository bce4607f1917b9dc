import { type RefObject, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

const REVEAL = 'banshi-reveal';

/** Opens whatever part of a form hides an element of it. Once this returns, the element can take the cursor. */
export function revealPlace(element: Element): void {
  element.dispatchEvent(new Event(REVEAL, { bubbles: true }));
}

/** Calls `open` with each element inside `around` that is to be revealed. */
export function useReveal(
  around: RefObject<HTMLElement | null>,
  open: (element: Element) => void,
): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const node = around.current;
    const ended = new AbortController();
    node?.addEventListener(
      REVEAL,
      ({ target }) => {
        // Whoever asks moves the cursor right afterwards, so nothing may be left for later.
        if (target instanceof Element) flushSync(() => latest.current(target));
      },
      { signal: ended.signal },
    );
    return () => ended.abort();
  }, [around]);
}
