import { Select } from 'antd';
import { useMemo } from 'react';
import { PanelField, PanelSection } from '../../components/PanelSection';
import { ExpressionInput } from '../../expression/ExpressionInput';
import { formNames } from '../../expression/names';
import { t } from '../../text';
import { updateGroup } from '../form-document';
import type { FieldTabProps } from './field-tab';

const LOGIC = [
  ['compute', 'compute'],
  ['visible', 'visible'],
  ['editable', 'editable'],
  ['required', 'requiredWhen'],
  ['prefill', 'prefill'],
] as const;

/** How a field is computed, when it shows, may be changed and must be filled, and what a return does to it. */
export function LogicTab({ document, selected, node, loaded, trial, onEdit }: FieldTabProps) {
  const names = useMemo(() => formNames(document, selected, loaded), [document, selected, loaded]);
  const tried = useMemo(() => trial?.at(selected), [trial, selected]);
  return (
    <PanelSection title={t('logic')}>
      {LOGIC.map(([name, label]) => (
        <PanelField key={name} id={`logic-${name}`} label={t(label)} help={t(`help.${name}`)}>
          <ExpressionInput
            id={`logic-${name}`}
            names={names}
            tried={tried}
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
