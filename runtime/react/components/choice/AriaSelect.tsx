import { Select, type SelectProps } from 'antd';
import { type InputProps, statusOf } from '../input-props';
import { useComboboxAria } from './combobox-aria';

interface AriaSelectProps extends SelectProps {
  readonly input: InputProps;
}

/** antd's select, tied to its label and messages. */
export function AriaSelect({ input, ...props }: AriaSelectProps) {
  const holder = useComboboxAria(input);
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
