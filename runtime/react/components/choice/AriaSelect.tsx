import { Select, type SelectProps } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { type InputProps, statusOf } from '../input-props';

interface AriaSelectProps extends SelectProps {
  readonly input: InputProps;
}

/**
 * antd's select, tied to its label and messages. antd writes `aria-*` also on the frame around the input, where they
 * mean nothing and are errors to a screen reader; here they stand on the input alone.
 */
export function AriaSelect({ input, ...props }: AriaSelectProps) {
  const holder = useRef<HTMLDivElement>(null);
  const { invalid, required, describedBy } = input;
  useLayoutEffect(() => {
    const box = holder.current?.querySelector('input');
    box?.setAttribute('aria-invalid', String(invalid));
    box?.setAttribute('aria-required', String(required));
    box?.setAttribute('aria-describedby', describedBy);
  }, [invalid, required, describedBy]);
  return (
    <div ref={holder}>
      <Select
        {...props}
        id={input.id}
        status={statusOf(input)}
        className="banshi-wide"
        allowClear
        showSearch
        optionFilterProp="label"
        onBlur={input.onBlur}
      />
    </div>
  );
}
