import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { useEffect, useRef, useState } from 'react';
import { words } from './words';

/** A figure on an element, with the sentence that it stands for. */
export interface Badge {
  readonly elementId: string;
  readonly text: string;
  readonly title: string;
  readonly tone: 'normal' | 'bad';
  readonly onClick?: () => void;
}

interface DrawingProps {
  readonly xml: string;
  readonly label: string;
  readonly badges?: readonly Badge[];
  /** Class names by element, for example `now`. */
  readonly markers?: Readonly<Record<string, readonly string[]>>;
  /** What the colours mean. */
  readonly legend?: string;
  /** Where to look when the whole cannot be read. */
  readonly focus?: readonly string[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Canvas {
  zoom(level: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  zoom(): number;
  addMarker(element: string, marker: string): void;
  viewbox(): { readonly outer: { readonly width: number; readonly height: number } };
  viewbox(box: Box): void;
}

interface Shape extends Box {
  readonly children?: readonly unknown[];
}

const READABLE = 0.5;
const CLOSE = 0.7;

/** The drawing of a version, with marks and figures on its elements. */
export function Drawing(props: DrawingProps) {
  const { xml, label, badges = [], markers = {} } = props;
  const holder = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const shownMarks = JSON.stringify([
    badges.map(({ elementId, text, tone }) => [elementId, text, tone]),
    markers,
  ]);

  useEffect(() => {
    if (holder.current === null) return undefined;
    const shown = new NavigatedViewer({ container: holder.current });
    viewer.current = shown;
    let gone = false;
    setFailed(false);
    shown.importXML(xml).then(
      () => {
        if (gone) return;
        mark(shown, latest.current);
        lookAt(shown, latest.current.focus ?? []);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      viewer.current = null;
      shown.destroy();
    };
  }, [xml, shownMarks]);

  const zoomBy = (factor: number): void => {
    const canvas = viewer.current?.get<Canvas>('canvas');
    if (canvas !== undefined) canvas.zoom(canvas.zoom() * factor, 'auto');
  };
  return (
    <figure className="ops-drawing">
      {failed ? <p className="muted">{words('drawingFailed')}</p> : null}
      <div ref={holder} className="ops-canvas" role="group" aria-label={label} />
      {props.legend === undefined ? null : (
        <figcaption className="ops-legend muted">{props.legend}</figcaption>
      )}
      <span className="ops-zoom">
        <Button
          size="small"
          icon={<MinusOutlined />}
          aria-label={words('zoomOut')}
          onClick={() => zoomBy(0.8)}
        />
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={words('zoomIn')}
          onClick={() => zoomBy(1.25)}
        />
        <Button
          size="small"
          icon={<CompressOutlined />}
          aria-label={words('zoomFit')}
          onClick={() => viewer.current?.get<Canvas>('canvas').zoom('fit-viewport', 'auto')}
        />
      </span>
    </figure>
  );
}

function shapeOf(viewer: NavigatedViewer, id: string): Shape | undefined {
  return viewer.get<{ get(id: string): Shape | undefined }>('elementRegistry').get(id);
}

function mark(viewer: NavigatedViewer, { badges = [], markers = {} }: DrawingProps): void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<{ add(id: string, overlay: object): string }>('overlays');
  for (const [id, classes] of Object.entries(markers)) {
    const shape = shapeOf(viewer, id);
    if (shape === undefined) continue;
    // A sub-process is a frame around what runs inside; only what runs is filled.
    const isFrame = (shape.children?.length ?? 0) > 0;
    for (const one of classes) canvas.addMarker(id, isFrame ? `ops-${one}-frame` : `ops-${one}`);
  }
  for (const { elementId, text, title, tone, onClick } of badges) {
    if (shapeOf(viewer, elementId) === undefined) continue;
    const badge = document.createElement('button');
    badge.type = 'button';
    badge.className = tone === 'bad' ? 'ops-badge ops-badge-bad' : 'ops-badge';
    badge.textContent = text;
    badge.title = title;
    badge.setAttribute('aria-label', title);
    if (onClick !== undefined) badge.addEventListener('click', onClick);
    overlays.add(elementId, { position: { top: -12, right: 14 }, html: badge });
  }
}

/** The whole when it can be read, else the part around the first place. */
function lookAt(viewer: NavigatedViewer, focus: readonly string[]): void {
  const canvas = viewer.get<Canvas>('canvas');
  const { width, height } = canvas.viewbox().outer;
  if (width === 0) return;
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted > 1) canvas.zoom(1, 'auto');
  if (fitted >= READABLE) return;
  const place = focus
    .map((id) => shapeOf(viewer, id))
    .find((shape) => shape !== undefined && (shape.children?.length ?? 0) === 0);
  if (place === undefined) return;
  canvas.viewbox({
    x: place.x + place.width / 2 - width / CLOSE / 2,
    y: place.y + place.height / 2 - height / CLOSE / 2,
    width: width / CLOSE,
    height: height / CLOSE,
  });
}
