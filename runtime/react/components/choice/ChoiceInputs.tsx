import { Checkbox, Radio } from 'antd';
import { useFormText } from '../../renderer/text';
import { useValueAt } from '../../renderer/form-view-context';
import { type InputProps, componentProp } from '../input-props';
import { AriaSelect } from './AriaSelect';

interface Option {
  readonly value: string | number;
  readonly label: string;
}

function optionsOf({ field, context }: InputProps): Option[] {
  if (field.dictionary !== undefined) {
    return (context.dictionaries[field.dictionary] ?? [])
      .filter((item) => item.disabled !== true)
      .map(({ value, label }) => ({ value, label }));
  }
  return (field.options ?? []).map(({ value, label }) => ({
    value: typeof value === 'boolean' ? String(value) : value,
    label,
  }));
}

export function SelectInput(props: InputProps) {
  const t = useFormText();
  const shared = {
    input: props,
    options: optionsOf(props),
    placeholder: componentProp(props.field, 'placeholder', t('choose')),
  } as const;
  return props.field.multiple ? (
    <AriaSelect
      {...shared}
      mode="multiple"
      value={Array.isArray(props.value) ? (props.value as string[]) : []}
      onChange={(value: string[]) => props.onChange(value.length === 0 ? undefined : value)}
    />
  ) : (
    <AriaSelect
      {...shared}
      value={(props.value as string | undefined) ?? null}
      onChange={(value: string | null | undefined) => props.onChange(value ?? undefined)}
    />
  );
}

export function RadioInput(props: InputProps) {
  return (
    <Radio.Group
      id={props.id}
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      value={props.value ?? null}
      options={optionsOf(props)}
      onChange={(event) => {
        props.onChange(event.target.value as unknown);
        props.onBlur();
      }}
    />
  );
}

export function CheckboxInput(props: InputProps) {
  return (
    <Checkbox.Group
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      className="banshi-checkboxes"
      value={Array.isArray(props.value) ? (props.value as string[]) : []}
      options={optionsOf(props)}
      onChange={(value) => {
        props.onChange(value.length === 0 ? undefined : [...value]);
        props.onBlur();
      }}
    />
  );
}

export function YesNoInput(props: InputProps) {
  const t = useFormText();
  return (
    <Radio.Group
      id={props.id}
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      value={props.value ?? null}
      onChange={(event) => {
        props.onChange(event.target.value as unknown);
        props.onBlur();
      }}
    >
      <Radio value={true}>{t('yes')}</Radio>
      <Radio value={false}>{t('no')}</Radio>
    </Radio.Group>
  );
}

/** A unit of one level; `within` names the field whose unit it must lie below. */
export function UnitInput(props: InputProps) {
  const t = useFormText();
  const level = componentProp<string | undefined>(props.field, 'level', undefined);
  const within = componentProp<string | undefined>(props.field, 'within', undefined);
  const parent = useValueAt(within ?? '');
  const options = props.context.units
    .filter((unit) => level === undefined || unit.type === level)
    .filter((unit) => typeof parent !== 'string' || parent === '' || unit.parent === parent)
    .map((unit) => ({ value: unit.code, label: unit.name }));
  return (
    <AriaSelect
      input={props}
      options={options}
      placeholder={componentProp(props.field, 'placeholder', t('choose'))}
      value={(props.value as string | undefined) ?? null}
      onChange={(value: string | null | undefined) => props.onChange(value ?? undefined)}
    />
  );
}
