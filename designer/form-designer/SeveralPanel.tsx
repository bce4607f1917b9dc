import { CopyOutlined, DeleteOutlined, GroupOutlined, ScissorOutlined } from '@ant-design/icons';
import { Button, Segmented, Space, Switch, Typography } from 'antd';
import type { FormDocument } from '../../runtime/form';
import { PanelField, PanelSection } from '../components/PanelSection';
import { t } from '../text';
import { type NodePath, nodeAt } from './form-document';
import type { ApplyEdit } from './FormDesigner';
import {
  type Chosen,
  groupNodes,
  mayBeGrouped,
  removeNodes,
  requireNodes,
  widenNodes,
} from './several-nodes';
import type { FormClipboard } from './use-clipboard';

const SPANS = [
  { value: 6, label: '1/4' },
  { value: 8, label: '1/3' },
  { value: 12, label: '1/2' },
  { value: 16, label: '2/3' },
];

interface SeveralPanelProps {
  readonly document: FormDocument;
  readonly chosen: Chosen;
  readonly clipboard: FormClipboard;
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
}

/** What may be done with several fields at once. */
export function SeveralPanel({ document, chosen, clipboard, onEdit, onSelect }: SeveralPanelProps) {
  const nodes = chosen.map((path) => nodeAt(document, path)).filter((node) => node !== undefined);
  const fields = nodes.filter(({ type }) => type !== 'void');
  const spans = new Set(fields.map((node) => node['x-decorator-props']?.['span'] ?? 24));
  const [span] = spans;
  return (
    <PanelSection title={t('several', { count: chosen.length })}>
      <Typography.Paragraph type="secondary" className="field-help">
        {nodes.map((node, index) => node.title ?? chosen[index]?.at(-1)).join('、')}
      </Typography.Paragraph>
      <Space wrap size={8} className="several-actions">
        <Button size="small" icon={<CopyOutlined />} onClick={clipboard.copy}>
          {t('copy')}
        </Button>
        <Button size="small" icon={<ScissorOutlined />} onClick={clipboard.cut}>
          {t('cut')}
        </Button>
        <Button
          size="small"
          icon={<GroupOutlined />}
          disabled={!mayBeGrouped(document, chosen)}
          onClick={() => {
            const grouped = groupNodes(document, chosen, t('newSection'));
            onEdit(grouped.document, t('group'));
            onSelect(grouped.path);
          }}
        >
          {t('group')}
        </Button>
        <Button
          size="small"
          danger
          icon={<DeleteOutlined />}
          onClick={() => {
            onEdit(removeNodes(document, chosen), t('remove'));
            onSelect(null);
          }}
        >
          {t('remove')}
        </Button>
      </Space>
      {fields.length === 0 ? null : (
        <>
          <PanelField id="several-required" label={t('severalRequired')} inline>
            <Switch
              id="several-required"
              checked={fields.every(({ required }) => required === true)}
              onChange={(isOn) => onEdit(requireNodes(document, chosen, isOn), t('required'))}
            />
          </PanelField>
          <PanelField id="several-span" label={t('span')}>
            <Segmented
              id="several-span"
              block
              aria-label={t('span')}
              // Nothing is marked where they differ.
              value={spans.size === 1 && typeof span === 'number' ? span : 0}
              options={[...SPANS, { value: 24, label: t('wholeRow') }]}
              onChange={(value) => onEdit(widenNodes(document, chosen, Number(value)), t('span'))}
            />
          </PanelField>
        </>
      )}
    </PanelSection>
  );
}
