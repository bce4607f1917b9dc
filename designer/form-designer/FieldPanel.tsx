import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Empty, Input, InputNumber, Select, Space, Switch, Tabs } from 'antd';
import {
  type ComponentProperty,
  type FormDocument,
  type Rule,
  components,
  isComponent,
} from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import { ExpressionInput } from '../modeler/ExpressionInput';
import { PanelField, PanelSection } from '../modeler/PanelSection';
import { TextSetting } from '../modeler/TextSetting';
import { currentLocale, t } from '../text';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  moveNode,
  nodeAt,
  removeNode,
  renameNode,
  rootOf,
  updateGroup,
  updateNode,
} from './form-document';
import type { ApplyEdit } from './FormDesigner';

interface FieldPanelProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  readonly loaded: LoadedPackage | null;
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
}

/** Everything about the selected field, in words. */
export function FieldPanel(props: FieldPanelProps) {
  const { document, selected } = props;
  const node = selected === null ? undefined : nodeAt(document, selected);
  if (selected === null || node === undefined) return <Empty description={t('selectField')} />;
  const tab = { ...props, selected, node };
  return (
    <div key={selected.join('/')}>
      <FieldActions {...tab} />
      <Tabs
        items={[
          { key: 'properties', label: t('properties'), children: <PropertiesTab {...tab} /> },
          { key: 'logic', label: t('logic'), children: <LogicTab {...tab} /> },
          { key: 'rules', label: t('rules'), children: <RulesTab {...tab} /> },
        ]}
      />
    </div>
  );
}

interface TabProps extends FieldPanelProps {
  readonly selected: NodePath;
  readonly node: SchemaNode;
}

function FieldActions({ document, selected, onEdit, onSelect }: TabProps) {
  const parent = selected.slice(0, -1);
  const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document)).map(([key]) => key);
  const position = siblings.indexOf(selected.at(-1) ?? '');
  return (
    <Space className="field-actions">
      <Button
        size="small"
        icon={<ArrowUpOutlined />}
        disabled={position <= 0}
        onClick={() => onEdit(moveNode(document, selected, parent, position - 1), t('moveUp'))}
      >
        {t('moveUp')}
      </Button>
      <Button
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={position === siblings.length - 1}
        onClick={() => onEdit(moveNode(document, selected, parent, position + 2), t('moveDown'))}
      >
        {t('moveDown')}
      </Button>
      <Button
        size="small"
        danger
        icon={<DeleteOutlined />}
        onClick={() => {
          onEdit(removeNode(document, selected), t('remove'));
          onSelect(null);
        }}
      >
        {t('remove')}
      </Button>
    </Space>
  );
}

function PropertiesTab({ document, selected, node, loaded, onEdit, onSelect }: TabProps) {
  const set = (patch: Readonly<Record<string, unknown>>, label: string): void =>
    onEdit(updateNode(document, selected, patch), label, `${selected.join('/')}:${label}`);
  const component = node['x-component'];
  const description = isComponent(component) ? components[component] : undefined;
  const hasValue = description !== undefined && description.kind !== 'void';
  const chooses = description?.kind === 'choice' || description?.kind === 'choices';
  const span = node['x-decorator-props']?.['span'];
  const key = selected.at(-1) ?? '';
  return (
    <PanelSection title={description?.[currentLocale()] ?? ''}>
      <PanelField id="field-title" label={t('fieldTitle')}>
        <Input
          id="field-title"
          value={node.title ?? ''}
          onChange={(event) => set({ title: event.target.value }, t('fieldTitle'))}
        />
      </PanelField>
      <PanelField id="field-key" label={t('fieldKey')} help={t('fieldKeyHelp')}>
        <TextSetting
          id="field-key"
          value={key}
          onCommit={(next) => {
            if (!/^[A-Za-z_][\w-]*$/.test(next)) return;
            onEdit(renameNode(document, selected, next), t('fieldKey'));
            onSelect([...selected.slice(0, -1), next]);
          }}
        />
      </PanelField>
      <PanelField id="field-description" label={t('fieldDescription')}>
        <TextSetting
          id="field-description"
          value={node.description ?? ''}
          onCommit={(text) =>
            set({ description: text === '' ? undefined : text }, t('fieldDescription'))
          }
        />
      </PanelField>
      {hasValue ? (
        <PanelField id="field-required" label={t('required')}>
          <Switch
            id="field-required"
            checked={node.required === true}
            onChange={(checked) => set({ required: checked ? true : undefined }, t('required'))}
          />
        </PanelField>
      ) : null}
      <PanelField id="field-span" label={t('span')}>
        <InputNumber
          id="field-span"
          min={1}
          max={24}
          value={typeof span === 'number' ? span : null}
          onChange={(value) =>
            onEdit(
              updateGroup(document, selected, 'x-decorator-props', { span: value ?? undefined }),
              t('span'),
            )
          }
        />
      </PanelField>
      {chooses ? (
        <>
          <PanelField id="field-dictionary" label={t('dictionary')}>
            <Select
              id="field-dictionary"
              allowClear
              value={(node['x-banshi']?.['dictionary'] as string | undefined) ?? null}
              options={[...(loaded?.dictionaries.values() ?? [])].map((one) => ({
                value: one.key,
                label: one.title,
              }))}
              onChange={(value: string | undefined) =>
                onEdit(
                  updateGroup(document, selected, 'x-banshi', { dictionary: value }),
                  t('dictionary'),
                )
              }
            />
          </PanelField>
          {node['x-banshi']?.['dictionary'] === undefined ? (
            <PanelField id="field-options" label={t('options')}>
              <TextSetting
                id="field-options"
                multiline
                value={optionLines(node)}
                onCommit={(text) =>
                  set(
                    {
                      enum: text
                        .split('\n')
                        .map((line) => line.trim())
                        .filter(Boolean),
                    },
                    t('options'),
                  )
                }
              />
            </PanelField>
          ) : null}
        </>
      ) : null}
      {description?.kind === 'text' ? (
        <NumberSettings node={node} names={['minLength', 'maxLength']} onSet={set} />
      ) : null}
      {description?.kind === 'number' || description?.kind === 'money' ? (
        <NumberSettings node={node} names={['minimum', 'maximum']} onSet={set} />
      ) : null}
      {(description?.properties ?? []).map((property) => (
        <ComponentSetting
          key={property.name}
          property={property}
          value={node['x-component-props']?.[property.name]}
          onChange={(value) =>
            onEdit(
              updateGroup(document, selected, 'x-component-props', { [property.name]: value }),
              property.zh,
              `${selected.join('/')}:${property.name}`,
            )
          }
        />
      ))}
    </PanelSection>
  );
}

function optionLines(node: SchemaNode): string {
  const options = Array.isArray(node['enum']) ? (node['enum'] as unknown[]) : [];
  return options
    .map((option) =>
      typeof option === 'object' && option !== null
        ? String((option as { label?: unknown }).label)
        : String(option),
    )
    .join('\n');
}

interface NumberSettingsProps {
  readonly node: SchemaNode;
  readonly names: readonly ('minLength' | 'maxLength' | 'minimum' | 'maximum')[];
  readonly onSet: (patch: Readonly<Record<string, unknown>>, label: string) => void;
}

function NumberSettings({ node, names, onSet }: NumberSettingsProps) {
  return names.map((name) => {
    const value = node[name];
    return (
      <PanelField key={name} id={`field-${name}`} label={t(name)}>
        <InputNumber
          id={`field-${name}`}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onSet({ [name]: next ?? undefined }, t(name))}
        />
      </PanelField>
    );
  });
}

interface ComponentSettingProps {
  readonly property: ComponentProperty;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ComponentSetting({ property, value, onChange }: ComponentSettingProps) {
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

const LOGIC = [
  ['compute', 'compute'],
  ['visible', 'visible'],
  ['editable', 'editable'],
  ['required', 'requiredWhen'],
  ['prefill', 'prefill'],
] as const;

function LogicTab({ document, selected, node, onEdit }: TabProps) {
  return (
    <PanelSection title={t('logic')}>
      {LOGIC.map(([name, label]) => (
        <PanelField key={name} id={`logic-${name}`} label={t(label)}>
          <ExpressionInput
            id={`logic-${name}`}
            value={String(node['x-banshi']?.[name] ?? '')}
            onCommit={(text) =>
              onEdit(
                updateGroup(document, selected, 'x-banshi', {
                  [name]: text.trim() === '' ? undefined : text,
                }),
                t(label),
              )
            }
          />
        </PanelField>
      ))}
      <PanelField id="logic-whenReopened" label={t('whenReopened')}>
        <Select
          id="logic-whenReopened"
          allowClear
          placeholder={t('whenReopenedInherited')}
          value={(node['x-banshi']?.['whenReopened'] as string | undefined) ?? null}
          options={[
            { value: 'keep', label: t('whenReopenedKeep') },
            { value: 'renew', label: t('whenReopenedRenew') },
          ]}
          onChange={(value: string | undefined) =>
            onEdit(
              updateGroup(document, selected, 'x-banshi', { whenReopened: value }),
              t('whenReopened'),
            )
          }
        />
      </PanelField>
    </PanelSection>
  );
}

function RulesTab({ document, selected, node, onEdit }: TabProps) {
  const rules = (node['x-banshi']?.['rules'] as readonly Rule[] | undefined) ?? [];
  const write = (next: readonly Rule[]): void =>
    onEdit(
      updateGroup(document, selected, 'x-banshi', { rules: next.length === 0 ? undefined : next }),
      t('rules'),
    );
  const change = (index: number, patch: Partial<Rule>): void =>
    write(rules.map((rule, at) => (at === index ? { ...rule, ...patch } : rule)));
  return (
    <PanelSection title={t('rules')}>
      {rules.map((rule, index) => (
        <div className="panel-card" key={index}>
          <PanelField id={`rule-id-${index}`} label={t('ruleId')}>
            <TextSetting
              id={`rule-id-${index}`}
              value={rule.id}
              onCommit={(id) => change(index, { id })}
            />
          </PanelField>
          <PanelField id={`rule-severity-${index}`} label={t('severity')}>
            <Select
              id={`rule-severity-${index}`}
              value={rule.severity}
              options={(['error', 'warning', 'note'] as const).map((value) => ({
                value,
                label: t(`severity.${value}`),
              }))}
              onChange={(severity: Rule['severity']) => change(index, { severity })}
            />
          </PanelField>
          <PanelField id={`rule-assert-${index}`} label={t('ruleAssert')}>
            <ExpressionInput
              id={`rule-assert-${index}`}
              value={rule.assert}
              onCommit={(assert) => change(index, { assert })}
            />
          </PanelField>
          <PanelField id={`rule-when-${index}`} label={t('ruleWhen')}>
            <ExpressionInput
              id={`rule-when-${index}`}
              value={rule.when ?? ''}
              onCommit={(when) => {
                const { when: _, ...rest } = rule;
                write(
                  rules.map((one, at) =>
                    at === index ? (when === '' ? rest : { ...rest, when }) : one,
                  ),
                );
              }}
            />
          </PanelField>
          <PanelField id={`rule-message-${index}`} label={t('ruleMessage')}>
            <TextSetting
              id={`rule-message-${index}`}
              value={rule.message}
              onCommit={(message) => change(index, { message })}
            />
          </PanelField>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            onClick={() => write(rules.filter((_, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          write([
            ...rules,
            {
              id: `r${rules.length + 1}`,
              severity: 'error',
              assert: 'true',
              message: t('ruleMessage'),
            },
          ])
        }
      >
        {t('addRule')}
      </Button>
    </PanelSection>
  );
}
