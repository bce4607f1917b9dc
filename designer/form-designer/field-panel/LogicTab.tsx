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

/** How a field is computed, and when it shows, may be changed and must be filled. */
export function LogicTab({ document, selected, node, loaded, onEdit }: FieldTabProps) {
  const names = useMemo(() => formNames(document, selected, loaded), [document, selected, loaded]);
  return (
    <PanelSection title={t('logic')}>
      {LOGIC.map(([name, label]) => (
        <PanelField key={name} id={`logic-${name}`} label={t(label)} help={t(`help.${name}`)}>
          <ExpressionInput
            id={`logic-${name}`}
            names={names}
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
    </PanelSection>
  );
}
