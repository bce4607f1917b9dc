import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented, Space, Tabs, Tooltip } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormDocument } from '../../runtime/form';
import type { Problem } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import { t } from '../text';
import { Canvas } from './Canvas';
import { type EditHistory, edit, redo, startHistory, undo } from './edit-history';
import { FieldPanel } from './FieldPanel';
import { FormPreview } from './FormPreview';
import { JsonView } from './JsonView';
import { Palette } from './Palette';
import type { NodePath } from './form-document';

interface FormDesignerProps {
  readonly initial: FormDocument;
  readonly loaded: LoadedPackage | null;
  readonly problems: readonly Problem[];
  readonly onChange: (document: FormDocument) => void;
}

type View = 'canvas' | 'preview' | 'json';
export type Device = 'desk' | 'phone' | 'print';

/** One edit: the document after it, words for the undo button, and what makes typing one step. */
export type ApplyEdit = (document: FormDocument, label: string, mergeKey?: string) => void;

/** Palette, form and properties; every edit can be undone. */
export function FormDesigner({ initial, loaded, problems, onChange }: FormDesignerProps) {
  const [history, setHistory] = useState<EditHistory<FormDocument>>(() => startHistory(initial));
  const [selected, setSelected] = useState<NodePath | null>(null);
  const [view, setView] = useState<View>('canvas');
  const [device, setDevice] = useState<Device>('desk');
  const document = history.present;
  const report = useRef(onChange);
  report.current = onChange;
  const saved = useRef(initial);
  useEffect(() => {
    if (document !== saved.current) {
      saved.current = document;
      report.current(document);
    }
  }, [document]);

  const apply = useCallback<ApplyEdit>(
    (next, label, mergeKey) => setHistory((before) => edit(before, next, label, mergeKey ?? null)),
    [],
  );
  const shortcuts = useMemo(
    () => (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      const target = event.target as HTMLElement;
      if (['INPUT', 'TEXTAREA'].includes(target.tagName)) return;
      event.preventDefault();
      setHistory(event.shiftKey ? redo : undo);
    },
    [],
  );
  useEffect(() => {
    window.addEventListener('keydown', shortcuts);
    return () => window.removeEventListener('keydown', shortcuts);
  }, [shortcuts]);

  return (
    <div className="form-designer">
      <aside className="palette-panel">
        <Palette document={document} selected={selected} onAdd={apply} onSelect={setSelected} />
      </aside>
      <section className="form-stage">
        <div className="stage-bar">
          <Tabs
            activeKey={view}
            onChange={(key) => setView(key as View)}
            items={[
              { key: 'canvas', label: t('canvas') },
              { key: 'preview', label: t('preview') },
              { key: 'json', label: t('json') },
            ]}
          />
          <Space>
            {view === 'preview' ? (
              <Segmented
                value={device}
                onChange={(value) => setDevice(value as Device)}
                options={(['desk', 'phone', 'print'] as const).map((value) => ({
                  value,
                  label: t(value),
                }))}
              />
            ) : null}
            <Tooltip title={`${t('undo')} ${history.past.at(-1)?.label ?? ''}`}>
              <Button
                aria-label={t('undo')}
                icon={<UndoOutlined />}
                disabled={history.past.length === 0}
                onClick={() => setHistory(undo)}
              />
            </Tooltip>
            <Tooltip title={`${t('redo')} ${history.future[0]?.label ?? ''}`}>
              <Button
                aria-label={t('redo')}
                icon={<RedoOutlined />}
                disabled={history.future.length === 0}
                onClick={() => setHistory(redo)}
              />
            </Tooltip>
          </Space>
        </div>
        {problems.length > 0 ? (
          <Alert
            type="error"
            showIcon
            message={t('problems', { count: problems.length })}
            description={problems.slice(0, 5).map((problem) => (
              <div key={`${problem.at}${problem.message}`}>{problem.message}</div>
            ))}
          />
        ) : null}
        {view === 'canvas' ? (
          <Canvas document={document} selected={selected} onSelect={setSelected} onEdit={apply} />
        ) : null}
        {view === 'preview' ? (
          <FormPreview document={document} loaded={loaded} device={device} />
        ) : null}
        {view === 'json' ? <JsonView document={document} onEdit={apply} /> : null}
      </section>
      <aside className="side-panel">
        <FieldPanel
          document={document}
          selected={selected}
          loaded={loaded}
          onEdit={apply}
          onSelect={setSelected}
        />
      </aside>
    </div>
  );
}
