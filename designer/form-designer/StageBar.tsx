import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Space, Tabs, Tooltip } from 'antd';
import type { FormDocument } from '../../runtime/form';
import { t } from '../text';
import type { Device } from './FormDesigner';
import { type NodePath, nodeAt, walkNodes } from './form-document';

export type StageView = 'canvas' | 'preview' | 'relations' | 'json';

interface StageBarProps {
  readonly document: FormDocument;
  readonly view: StageView;
  readonly device: Device;
  /** What the buttons would undo and do again; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly onView: (view: StageView) => void;
  readonly onDevice: (device: Device) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onFind: (path: NodePath) => void;
}

const DEVICES = ['desk', 'phone', 'print'] as const;

/** Form, preview, relations or JSON; finding a field; undo and redo. */
export function StageBar(props: StageBarProps) {
  const { document, view, device, undoLabel, redoLabel } = props;
  return (
    <div className="stage-bar">
      <Tabs
        activeKey={view}
        onChange={(key) => props.onView(key as StageView)}
        items={(['canvas', 'preview', 'relations', 'json'] as const).map((key) => ({
          key,
          label: t(key),
        }))}
      />
      <Space>
        {view === 'preview' ? (
          <Segmented
            value={device}
            onChange={(value) => props.onDevice(value as Device)}
            options={DEVICES.map((value) => ({ value, label: t(value) }))}
          />
        ) : null}
        {view === 'canvas' ? <FieldSearch document={document} onFind={props.onFind} /> : null}
        <Tooltip title={`${t('undo')} ${undoLabel ?? ''}`}>
          <Button
            aria-label={t('undo')}
            icon={<UndoOutlined />}
            disabled={undoLabel === null}
            onClick={props.onUndo}
          />
        </Tooltip>
        <Tooltip title={`${t('redo')} ${redoLabel ?? ''}`}>
          <Button
            aria-label={t('redo')}
            icon={<RedoOutlined />}
            disabled={redoLabel === null}
            onClick={props.onRedo}
          />
        </Tooltip>
      </Space>
    </div>
  );
}

interface FieldSearchProps {
  readonly document: FormDocument;
  readonly onFind: (path: NodePath) => void;
}

/** Goes to a field by its name or key. */
function FieldSearch({ document, onFind }: FieldSearchProps) {
  const options = walkNodes(document).map(({ path, node }) => {
    const around = path.slice(0, -1);
    const parent = around.length === 0 ? undefined : nodeAt(document, around)?.title;
    const key = path.at(-1) ?? '';
    const title = node.title ?? key;
    return {
      value: path.join('/'),
      label: parent === undefined ? title : `${title} · ${parent}`,
      search: `${title} ${key}`.toLowerCase(),
    };
  });
  return (
    <Select
      showSearch
      className="field-search"
      aria-label={t('findField')}
      placeholder={t('findField')}
      value={null}
      options={options}
      filterOption={(input, option) => option?.search.includes(input.trim().toLowerCase()) === true}
      onChange={(value: string | null) => {
        if (value !== null) onFind(value.split('/'));
      }}
    />
  );
}
