import { Select } from 'antd';
import { PanelField } from '../../components/PanelSection';
import { TextSetting } from '../../components/TextSetting';
import { t } from '../../text';
import { type SchemaNode, updateGroup, updateNode } from '../form-document';
import type { FieldTabProps } from './field-tab';

type Option = string | number | { readonly label?: unknown; readonly value?: unknown };

function optionsOf(node: SchemaNode): readonly Option[] {
  return Array.isArray(node['enum']) ? (node['enum'] as Option[]) : [];
}

function labelOf(option: Option): string {
  return typeof option === 'object' ? String(option.label ?? option.value) : String(option);
}

/** Lines back into options; an option that was there keeps its stored value. */
export function optionsFromLines(text: string, before: readonly Option[]): readonly Option[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line, index, all) => line !== '' && all.indexOf(line) === index)
    .map((line) => before.find((option) => labelOf(option) === line) ?? line);
}

/** Where a choice's options come from: a code list of the package, or lines of its own. */
export function ChoiceSettings({ document, selected, node, loaded, onEdit }: FieldTabProps) {
  const dictionary = node['x-banshi']?.['dictionary'];
  return (
    <>
      <PanelField id="field-dictionary" label={t('dictionary')} help={t('dictionaryFieldHelp')}>
        <Select
          id="field-dictionary"
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('ownOptions')}
          value={typeof dictionary === 'string' ? dictionary : null}
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
      {dictionary === undefined ? (
        <PanelField id="field-options" label={t('options')}>
          <TextSetting
            id="field-options"
            multiline
            value={optionsOf(node).map(labelOf).join('\n')}
            onCommit={(text) =>
              onEdit(
                updateNode(document, selected, { enum: optionsFromLines(text, optionsOf(node)) }),
                t('options'),
              )
            }
          />
        </PanelField>
      ) : null}
    </>
  );
}
