import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  MoreOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, Space, Tooltip } from 'antd';
import { t } from '../../text';
import { childrenOf, duplicateNode, moveNode, nodeAt, removeNode, rootOf } from '../form-document';
import type { FormClipboard } from '../use-clipboard';
import type { FieldTabProps } from './field-tab';

/** Up, down, duplicate, remove; to and from the clipboard. */
export function FieldActions({
  document,
  selected,
  clipboard,
  onEdit,
  onSelect,
}: FieldTabProps & { readonly clipboard: FormClipboard }) {
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
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'copy', label: t('copy'), extra: 'Ctrl+C', onClick: clipboard.copy },
            { key: 'cut', label: t('cut'), extra: 'Ctrl+X', onClick: clipboard.cut },
            { key: 'paste', label: t('paste'), extra: 'Ctrl+V', onClick: clipboard.paste },
          ],
        }}
      >
        <Button size="small" aria-label={t('moreActions')} icon={<MoreOutlined />} />
      </Dropdown>
    </Space.Compact>
  );
}
