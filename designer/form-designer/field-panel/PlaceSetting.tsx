import { Select } from 'antd';
import { PanelField } from '../../components/PanelSection';
import { t } from '../../text';
import { childrenOf, isContainer, isWithin, moveNode, nodeAt, walkNodes } from '../form-document';
import type { FieldTabProps } from './field-tab';

const ROOT = '';

/** Which section, group or table a field stands in; the same as dragging, without a mouse. */
export function PlaceSetting({ document, selected, onEdit, onSelect }: FieldTabProps) {
  const parent = selected.slice(0, -1);
  const containers = walkNodes(document).filter(
    ({ path, node }) => isContainer(node) && !isWithin(path, selected),
  );
  const titleOf = (path: readonly string[]): string =>
    path.map((key, index) => nodeAt(document, path.slice(0, index + 1))?.title ?? key).join(' › ');
  return (
    <PanelField id="field-place" label={t('place')}>
      <Select
        id="field-place"
        showSearch
        optionFilterProp="label"
        value={parent.join('/')}
        options={[
          { value: ROOT, label: t('formItself') },
          ...containers.map(({ path }) => ({ value: path.join('/'), label: titleOf(path) })),
        ]}
        onChange={(value: string) => {
          const target = value === ROOT ? [] : value.split('/');
          const container = nodeAt(document, target);
          if (container === undefined) return;
          const next = moveNode(document, selected, target, childrenOf(container).length);
          if (next === document) return;
          onEdit(next, t('place'));
          onSelect([...target, selected.at(-1) ?? '']);
        }}
      />
    </PanelField>
  );
}
