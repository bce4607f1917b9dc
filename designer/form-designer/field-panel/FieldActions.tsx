import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
} from '@ant-design/icons';
import { Button, Space, Tooltip } from 'antd';
import { t } from '../../text';
import { childrenOf, duplicateNode, moveNode, nodeAt, removeNode, rootOf } from '../form-document';
import type { FieldTabProps } from './field-tab';

/** Up, down, duplicate, remove. */
export function FieldActions({ document, selected, onEdit, onSelect }: FieldTabProps) {
  const parent = selected.slice(0, -1);
  const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document)).map(([key]) => key);
  const position = siblings.indexOf(selected.at(-1) ?? '');
  const actions = [
    {
      label: t('moveUp'),
      icon: <ArrowUpOutlined />,
      disabled: position <= 0,
      act: () => onEdit(moveNode(document, selected, parent, position - 1), t('moveUp')),
    },
    {
      label: t('moveDown'),
      icon: <ArrowDownOutlined />,
      disabled: position === siblings.length - 1,
      act: () => onEdit(moveNode(document, selected, parent, position + 2), t('moveDown')),
    },
    {
      label: t('duplicate'),
      icon: <CopyOutlined />,
      disabled: false,
      act: () => {
        const copy = duplicateNode(document, selected);
        onEdit(copy.document, t('duplicate'));
        onSelect(copy.path);
      },
    },
    {
      label: t('remove'),
      icon: <DeleteOutlined />,
      disabled: false,
      danger: true,
      act: () => {
        onEdit(removeNode(document, selected), t('remove'));
        onSelect(null);
      },
    },
  ];
  return (
    <Space.Compact className="field-actions">
      {actions.map(({ label, icon, act, ...rest }) => (
        <Tooltip key={label} title={label}>
          <Button size="small" aria-label={label} icon={icon} onClick={act} {...rest}>
            {label}
          </Button>
        </Tooltip>
      ))}
    </Space.Compact>
  );
}
