import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { InputProps } from '../input-props';

/**
 * Ties one of antd's boxes to its label and messages. antd writes `aria-*` also on the frame around the input, where
 * they mean nothing and are errors to a screen reader; here they stand on the input alone.
 *
 * @returns the element to put around the box
 */
export function useComboboxAria(input: InputProps): RefObject<HTMLDivElement> {
  const holder = useRef<HTMLDivElement>(null);
  const { invalid, required, describedBy } = input;
  useLayoutEffect(() => {
    const box = holder.current?.querySelector('input');
    box?.setAttribute('aria-invalid', String(invalid));
    box?.setAttribute('aria-required', String(required));
    box?.setAttribute('aria-describedby', describedBy);
  }, [invalid, required, describedBy]);
  return holder;
}
