import { Input, InputNumber, Select, Slider, Switch } from 'antd';
import { components, isComponent, needsOptions } from '../../../runtime/form';
import { PanelField, PanelSection } from '../../components/PanelSection';
import { TextSetting } from '../../components/TextSetting';
import { currentLocale, t } from '../../text';
import { updateGroup, updateNode } from '../form-document';
import { ChoiceSettings } from './ChoiceSettings';
import { ComponentSetting } from './ComponentSetting';
import type { FieldTabProps } from './field-tab';
import { KeySetting } from './KeySetting';
import { PlaceSetting } from './PlaceSetting';

const LIMITS = {
  text: ['minLength', 'maxLength'],
  number: ['minimum', 'maximum'],
  money: ['minimum', 'maximum'],
  rows: ['minItems', 'maxItems'],
  opinion: ['maxLength'],
} as const;

/** Name, key, help, width and what the component itself can be set to. */
export function PropertiesTab(props: FieldTabProps) {
  const { document, selected, node, onEdit } = props;
  const set = (patch: Readonly<Record<string, unknown>>, label: string): void =>
    onEdit(updateNode(document, selected, patch), label, `${selected.join('/')}:${label}`);
  const component = node['x-component'];
  const description = isComponent(component) ? components[component] : undefined;
  const kind = description?.kind;
  const hasValue = kind !== undefined && kind !== 'void';
  const span = node['x-decorator-props']?.['span'];
  const limits = kind !== undefined && kind in LIMITS ? LIMITS[kind as keyof typeof LIMITS] : [];
  return (
    <PanelSection title={description?.[currentLocale()] ?? ''}>
      <PanelField id="field-title" label={t('fieldTitle')}>
        <Input
          id="field-title"
          value={node.title ?? ''}
          onChange={(event) => set({ title: event.target.value }, t('fieldTitle'))}
        />
      </PanelField>
      <KeySetting {...props} />
      {hasValue ? (
        <PanelField id="field-required" label={t('required')} inline>
          <Switch
            id="field-required"
            checked={node.required === true}
            onChange={(checked) => set({ required: checked ? true : undefined }, t('required'))}
          />
        </PanelField>
      ) : null}
      <PanelField id="field-description" label={t('fieldDescription')} help={t('descriptionHelp')}>
        <TextSetting
          id="field-description"
          value={node.description ?? ''}
          onCommit={(text) =>
            set({ description: text === '' ? undefined : text }, t('fieldDescription'))
          }
        />
      </PanelField>
      {kind !== undefined && (needsOptions(kind) || kind === 'opinion') ? (
        <ChoiceSettings {...props} />
      ) : null}
      {limits.map((name) => {
        const value = node[name];
        return (
          <PanelField key={name} id={`field-${name}`} label={t(name)}>
            <InputNumber
              id={`field-${name}`}
              value={typeof value === 'number' ? value : null}
              onChange={(next) => set({ [name]: next ?? undefined }, t(name))}
            />
          </PanelField>
        );
      })}
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
      {hasValue ? (
        <PanelField id="field-span" label={t('span')} help={t('spanHelp')}>
          <Slider
            id="field-span"
            min={6}
            max={24}
            step={null}
            marks={{ 6: '1/4', 8: '1/3', 12: '1/2', 16: '2/3', 24: t('wholeRow') }}
            tooltip={{ open: false }}
            ariaLabelForHandle={t('span')}
            value={typeof span === 'number' ? span : 24}
            onChange={(value) =>
              onEdit(
                updateGroup(document, selected, 'x-decorator-props', { span: value }),
                t('span'),
                `${selected.join('/')}:span`,
              )
            }
          />
        </PanelField>
      ) : null}
      {hasValue ? <MaskSetting {...props} /> : null}
      {kind !== undefined && WRITTEN.includes(kind) ? <UniqueSetting {...props} /> : null}
      <PlaceSetting {...props} />
    </PanelSection>
  );
}

/** Kinds that people write and that may name one thing among many. */
const WRITTEN: readonly string[] = ['text', 'identityNumber', 'phone', 'bankAccount'];

function UniqueSetting({ document, selected, node, loaded, onEdit }: FieldTabProps) {
  const unique = node['x-banshi']?.['unique'];
  const kinds = [...(loaded?.entities.values() ?? [])];
  return (
    <PanelField id="field-unique" label={t('unique')} help={t('uniqueHelp')}>
      <Select
        id="field-unique"
        allowClear
        placeholder={t('uniqueNone')}
        value={typeof unique === 'string' ? unique : null}
        options={kinds.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(value: string | undefined) =>
          onEdit(updateGroup(document, selected, 'x-banshi', { unique: value }), t('unique'))
        }
      />
    </PanelField>
  );
}

const MASKS = ['id', 'phone', 'bank', 'name'] as const;

function MaskSetting({ document, selected, node, onEdit }: FieldTabProps) {
  const mask = node['x-banshi']?.['mask'];
  return (
    <PanelField id="field-mask" label={t('mask')} help={t('maskHelp')}>
      <Select
        id="field-mask"
        allowClear
        placeholder={t('maskNone')}
        value={typeof mask === 'string' ? mask : null}
        options={MASKS.map((value) => ({ value, label: t(`mask.${value}`) }))}
        onChange={(value: string | undefined) =>
          onEdit(updateGroup(document, selected, 'x-banshi', { mask: value }), t('mask'))
        }
      />
    </PanelField>
  );
}
