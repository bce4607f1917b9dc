import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Space, Switch } from 'antd';
import type { Parameter } from '../../runtime/package';
import { TextSetting } from '../components/TextSetting';
import { t } from '../text';

interface ParameterValueProps {
  readonly id: string;
  readonly type: Parameter['type'];
  readonly label: string;
  readonly unit: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A parameter's value in the input that fits its type; nothing needs JSON. */
export function ParameterValue({ id, type, label, unit, value, onChange }: ParameterValueProps) {
  switch (type) {
    case 'number':
      return (
        <InputNumber
          id={id}
          aria-label={label}
          value={typeof value === 'number' ? value : null}
          {...(unit === undefined ? {} : { addonAfter: unit })}
          onChange={(next) => {
            if (next !== null) onChange(next);
          }}
        />
      );
    case 'boolean':
      return (
        <Switch
          id={id}
          aria-label={label}
          checked={value === true}
          checkedChildren={t('yes')}
          unCheckedChildren={t('no')}
          onChange={onChange}
        />
      );
    case 'date':
      return (
        <Input
          id={id}
          type="date"
          className="short-input"
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            if (event.target.value !== '') onChange(event.target.value);
          }}
        />
      );
    case 'list':
      return (
        <Select
          id={id}
          mode="tags"
          className="wide-input"
          aria-label={label}
          open={false}
          suffixIcon={null}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(next: string[]) => onChange(next)}
        />
      );
    case 'object':
      return <ObjectValue {...{ id, label, value, onChange }} />;
    case 'string':
      return (
        <TextSetting
          id={id}
          label={label}
          value={typeof value === 'string' ? value : ''}
          onCommit={onChange}
        />
      );
  }
}

type ObjectValueProps = Pick<ParameterValueProps, 'id' | 'label' | 'value' | 'onChange'>;

/** Named values, one a line. */
function ObjectValue({ id, label, value, onChange }: ObjectValueProps) {
  const entries = Object.entries(
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {},
  );
  const write = (next: ReadonlyArray<readonly [string, unknown]>): void =>
    onChange(Object.fromEntries(next));
  return (
    <div className="object-value" role="group" aria-label={label}>
      {entries.map(([key, member], index) => (
        <Space.Compact key={key} block>
          <TextSetting
            id={`${id}-name-${index}`}
            label={t('memberName')}
            value={key}
            onCommit={(name) => {
              if (name === '' || entries.some(([other]) => other === name)) return;
              write(entries.map(([other, one]) => [other === key ? name : other, one]));
            }}
          />
          {typeof member === 'number' ? (
            <InputNumber
              aria-label={`${label} ${key}`}
              value={member}
              onChange={(next) => {
                if (next !== null)
                  write(entries.map(([other, one]) => [other, other === key ? next : one]));
              }}
            />
          ) : (
            <TextSetting
              id={`${id}-value-${index}`}
              label={`${label} ${key}`}
              value={typeof member === 'string' ? member : JSON.stringify(member)}
              onCommit={(next) =>
                write(entries.map(([other, one]) => [other, other === key ? next : one]))
              }
            />
          )}
          <Button
            aria-label={t('remove')}
            icon={<DeleteOutlined />}
            onClick={() => write(entries.filter(([other]) => other !== key))}
          />
        </Space.Compact>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        disabled={entries.some(([key]) => key === t('memberNew'))}
        onClick={() => write([...entries, [t('memberNew'), 0]])}
      >
        {t('memberAdd')}
      </Button>
    </div>
  );
}
