import { type RefObject, useEffect, useRef } from 'react';

/**
 * Hears when the person leaves a group of inputs; going from one to the next inside it is no leaving.
 *
 * @returns the element to put around the group
 */
export function useLeave(left: () => void): RefObject<HTMLDivElement> {
  const group = useRef<HTMLDivElement>(null);
  const latest = useRef(left);
  latest.current = left;
  useEffect(() => {
    const node = group.current;
    const ended = new AbortController();
    node?.addEventListener(
      'focusout',
      ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && node.contains(relatedTarget))) latest.current();
      },
      { signal: ended.signal },
    );
    return () => ended.abort();
  }, []);
  return group;
}
