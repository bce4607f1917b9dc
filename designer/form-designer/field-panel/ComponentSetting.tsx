import { Input, InputNumber, Select, Switch } from 'antd';
import { type ComponentProperty, toLines } from '../../../runtime/form';
import { PanelField } from '../../components/PanelSection';
import { TextSetting } from '../../components/TextSetting';
import { currentLocale } from '../../text';

interface ComponentSettingProps {
  readonly property: ComponentProperty;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** One property that a component declares, in the input that fits its type. */
export function ComponentSetting({ property, value, onChange }: ComponentSettingProps) {
  const id = `property-${property.name}`;
  return (
    <PanelField
      id={id}
      label={property[currentLocale()]}
      {...(property.help === undefined ? {} : { help: property.help })}
    >
      {property.type === 'boolean' ? (
        <Switch
          id={id}
          checked={value === true}
          onChange={(checked) => onChange(checked ? true : undefined)}
        />
      ) : property.type === 'number' ? (
        <InputNumber
          id={id}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      ) : property.type === 'lines' ? (
        <TextSetting
          id={id}
          multiline
          value={(toLines(value) ?? []).join('\n')}
          onCommit={(text) => {
            const lines = toLines(text) ?? [];
            onChange(lines.length === 0 ? undefined : lines);
          }}
        />
      ) : property.options !== undefined ? (
        <Select
          id={id}
          allowClear
          value={typeof value === 'string' ? value : null}
          options={property.options.map((option) => ({ value: option, label: option }))}
          onChange={(next: string | undefined) => onChange(next)}
        />
      ) : (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </PanelField>
  );
}
