import {
  CompressOutlined,
  ExpandOutlined,
  RedoOutlined,
  SearchOutlined,
  UndoOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { t } from '../text';

interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

interface ZoomScroll {
  stepZoom(steps: number): void;
}

interface Canvas {
  zoom(level: 'fit-viewport' | number, center?: 'auto'): void;
}

interface SearchPad {
  toggle(): void;
}

/** Undo, redo, zoom and search over the drawing. */
export function CanvasToolbar({ modeler }: { readonly modeler: Modeler }) {
  const [, setTurn] = useState(0);
  useEffect(() => {
    const note = (): void => setTurn((turn) => turn + 1);
    modeler.on('commandStack.changed', note);
    return () => modeler.off('commandStack.changed', note);
  }, [modeler]);
  const stack = modeler.get<CommandStack>('commandStack');
  const actions = [
    {
      label: t('undo'),
      icon: <UndoOutlined />,
      act: () => stack.undo(),
      disabled: !stack.canUndo(),
    },
    {
      label: t('redo'),
      icon: <RedoOutlined />,
      act: () => stack.redo(),
      disabled: !stack.canRedo(),
    },
    {
      label: t('zoomOut'),
      icon: <ZoomOutOutlined />,
      act: () => modeler.get<ZoomScroll>('zoomScroll').stepZoom(-1),
    },
    {
      label: t('zoomIn'),
      icon: <ZoomInOutlined />,
      act: () => modeler.get<ZoomScroll>('zoomScroll').stepZoom(1),
    },
    {
      label: t('zoomFit'),
      icon: <CompressOutlined />,
      act: () => modeler.get<Canvas>('canvas').zoom('fit-viewport', 'auto'),
    },
    {
      label: t('zoomActual'),
      icon: <ExpandOutlined />,
      act: () => modeler.get<Canvas>('canvas').zoom(1, 'auto'),
    },
    {
      label: t('searchDrawing'),
      icon: <SearchOutlined />,
      act: () => modeler.get<SearchPad>('searchPad').toggle(),
    },
  ];
  return (
    <div className="canvas-toolbar" role="toolbar" aria-label={t('drawingTools')}>
      {actions.map(({ label, icon, act, disabled = false }) => (
        <Tooltip key={label} title={label} placement="bottom">
          <Button
            type="text"
            size="small"
            aria-label={label}
            icon={icon}
            disabled={disabled}
            onClick={act}
          />
        </Tooltip>
      ))}
    </div>
  );
}
