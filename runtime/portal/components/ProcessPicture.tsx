import { Button, Skeleton } from 'antd';
import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState } from 'react';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import type { CaseDiagram } from '../../contract';
import { useText } from '../app/preferences';
import './process-picture.css';

interface Canvas {
  zoom(level: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  zoom(): number;
  addMarker(element: string, marker: string): void;
  viewbox(): { readonly outer: { readonly width: number; readonly height: number } };
  viewbox(box: { x: number; y: number; width: number; height: number }): void;
}

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly children?: readonly unknown[];
}

interface Registry {
  get(id: string): Shape | undefined;
}

interface Overlays {
  add(
    element: string,
    note: { position: { bottom: number; left: number }; html: HTMLElement },
  ): string;
}

/** The drawing with the way taken in colour and the place where the case is now. */
export function ProcessPicture({
  diagram,
  tall = false,
}: {
  readonly diagram: CaseDiagram;
  readonly tall?: boolean;
}) {
  const t = useText();
  const holder = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  useEffect(() => {
    if (holder.current === null) return undefined;
    const shown = new NavigatedViewer({ container: holder.current });
    viewer.current = shown;
    let gone = false;
    shown.importXML(diagram.xml).then(
      () => {
        if (gone) return;
        mark(shown, diagram);
        lookAtPresent(shown, diagram, tall);
        setState('shown');
      },
      () => {
        if (!gone) setState('failed');
      },
    );
    return () => {
      gone = true;
      viewer.current = null;
      shown.destroy();
    };
  }, [diagram, tall]);
  const zoomBy = (factor: number) => {
    const canvas = viewer.current?.get<Canvas>('canvas');
    if (canvas !== undefined) canvas.zoom(canvas.zoom() * factor, 'auto');
  };
  return (
    <figure className={tall ? 'process-picture tall' : 'process-picture'}>
      {state === 'loading' && <Skeleton.Node active className="process-skeleton" />}
      {state === 'failed' && <p className="muted">{t('picture.failed')}</p>}
      <div ref={holder} className="process-canvas" role="group" aria-label={describe(diagram, t)} />
      <figcaption>
        <span className="legend done">{t('picture.done')}</span>
        <span className="legend now">{t('picture.now')}</span>
        <span className="legend open">{t('picture.open')}</span>
        <span className="picture-zoom">
          <Button
            size="small"
            type="text"
            icon={<MinusOutlined />}
            aria-label={t('picture.smaller')}
            onClick={() => zoomBy(0.8)}
          />
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            aria-label={t('picture.larger')}
            onClick={() => zoomBy(1.25)}
          />
          <Button
            size="small"
            type="text"
            icon={<CompressOutlined />}
            aria-label={t('picture.whole')}
            onClick={() => viewer.current?.get<Canvas>('canvas').zoom('fit-viewport', 'auto')}
          />
        </span>
      </figcaption>
    </figure>
  );
}

function describe(diagram: CaseDiagram, t: ReturnType<typeof useText>): string {
  const places = diagram.active.map((one) => one.label).join('、');
  return places === '' ? t('picture.ended') : t('picture.at', { places });
}

/** Whether a shape only holds others: it is drawn as a frame, not as a place. */
function isFrame(shape: Shape): boolean {
  return (shape.children?.length ?? 0) > 0;
}

function mark(viewer: NavigatedViewer, diagram: CaseDiagram): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const add = (ids: readonly string[], marker: string) => {
    for (const id of ids) {
      const shape = registry.get(id);
      if (shape !== undefined) canvas.addMarker(id, isFrame(shape) ? `${marker}-frame` : marker);
    }
  };
  add(diagram.completed, 'way-done');
  add(diagram.taken, 'way-taken');
  add(diagram.terminated, 'way-ended');
  for (const one of diagram.active) {
    const shape = registry.get(one.elementId);
    if (shape === undefined) continue;
    canvas.addMarker(one.elementId, isFrame(shape) ? 'way-now-frame' : 'way-now');
    if (one.label === '' || isFrame(shape)) continue;
    const note = document.createElement('div');
    note.className = 'way-note';
    note.textContent = one.label;
    overlays.add(one.elementId, { position: { bottom: -4, left: 0 }, html: note });
  }
}

/** The whole drawing where there is room for it, else the part around the present place. */
function lookAtPresent(viewer: NavigatedViewer, diagram: CaseDiagram, whole: boolean): void {
  const canvas = viewer.get<Canvas>('canvas');
  const { width, height } = canvas.viewbox().outer;
  if (width === 0) return;
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted >= 0.5 || (whole && width > 900)) return;
  const registry = viewer.get<Registry>('elementRegistry');
  const places = [
    ...diagram.active.map((one) => one.elementId),
    ...[...diagram.completed].reverse(),
  ]
    .map((id) => registry.get(id))
    .filter((shape) => shape !== undefined && !isFrame(shape));
  const [place] = places;
  if (place === undefined) return;
  const scale = 0.62;
  canvas.viewbox({
    x: place.x + place.width / 2 - width / scale / 2,
    y: place.y + place.height / 2 - height / scale / 2,
    width: width / scale,
    height: height / scale,
  });
}
