import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { useEffect, useRef } from 'react';
import { elementOfPlace, splitPlace } from '../api/problem-place';
import type { Problem } from '../../runtime/kernel';
import { banshiExtension } from '../../runtime/bpmn';
import type { DiagramElement } from './extension-elements';
import { translateModule } from './translations';
import './modeler.css';

interface ProcessCanvasProps {
  readonly xml: string;
  readonly onReady: (modeler: Modeler) => void;
  readonly onSelect: (element: DiagramElement | null) => void;
  readonly onChange: (xml: string) => void;
  readonly onImportError: (message: string) => void;
  readonly problems: readonly Problem[];
  /** The element to go to, as in the address; empty for none. */
  readonly target: string;
}

interface Selection {
  get(): DiagramElement[];
  select(element: DiagramElement): void;
}

interface CommandStack {
  canUndo(): boolean;
}

interface Overlays {
  add(elementId: string, type: string, overlay: object): string;
  remove(filter: { type: string }): void;
}

interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
}

interface Canvas {
  zoom(level: 'fit-viewport' | number, center: 'auto' | { x: number; y: number }): number;
  scrollToElement(element: DiagramElement): void;
  getRootElement(): DiagramElement;
}

/** The drawing. It owns the modeler; a new `xml` from outside (undo in another tab, another file) needs a new `key`. */
export function ProcessCanvas(props: ProcessCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const modelerRef = useRef<Modeler | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (container.current === null) return undefined;
    const modeler = new Modeler({
      container: container.current,
      additionalModules: [translateModule()],
      moddleExtensions: { banshi: banshiExtension },
    });
    modelerRef.current = modeler;
    let disposed = false;
    const select = (): void => {
      const [first] = modeler.get<Selection>('selection').get();
      latest.current.onSelect(
        first?.labelTarget ?? first ?? modeler.get<Canvas>('canvas').getRootElement(),
      );
    };
    const opened = latest.current.xml;
    const save = async (): Promise<void> => {
      // All undone is the file as it was, not the same drawing written anew.
      if (!modeler.get<CommandStack>('commandStack').canUndo()) {
        latest.current.onChange(opened);
        return;
      }
      const { xml } = await modeler.saveXML({ format: true });
      if (xml !== undefined) latest.current.onChange(xml);
    };
    modeler
      .importXML(latest.current.xml)
      .then(() => {
        if (disposed) return;
        showReadably(modeler);
        modeler.on('selection.changed', select);
        modeler.on('commandStack.changed', () => {
          void save();
          select();
        });
        latest.current.onReady(modeler);
        select();
        markProblems(modeler, latest.current.problems);
        goTo(modeler, latest.current.target);
      })
      .catch((error: unknown) => {
        if (!disposed)
          latest.current.onImportError(error instanceof Error ? error.message : String(error));
      });
    return () => {
      disposed = true;
      modelerRef.current = null;
      modeler.destroy();
    };
  }, []);

  useEffect(() => {
    if (modelerRef.current !== null) markProblems(modelerRef.current, props.problems);
  }, [props.problems]);

  useEffect(() => {
    if (modelerRef.current !== null) goTo(modelerRef.current, props.target);
  }, [props.target]);

  return <div className="process-canvas" ref={container} data-testid="process-canvas" />;
}

const SMALLEST_ZOOM = 0.62;

/** The whole drawing when it can be read, otherwise its beginning. */
function showReadably(modeler: Modeler): void {
  const canvas = modeler.get<Canvas>('canvas');
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted < SMALLEST_ZOOM) canvas.zoom(SMALLEST_ZOOM, { x: 0, y: 320 });
  else if (fitted > 1) canvas.zoom(1, 'auto');
}

/** Shows and selects an element; nothing happens before the drawing has it. */
function goTo(modeler: Modeler, id: string): void {
  const element = id === '' ? undefined : modeler.get<ElementRegistry>('elementRegistry').get(id);
  if (element === undefined) return;
  modeler.get<Canvas>('canvas').scrollToElement(element);
  modeler.get<Selection>('selection').select(element);
}

/** Puts a badge with the sentences on every element that has problems. */
function markProblems(modeler: Modeler, problems: readonly Problem[]): void {
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  overlays.remove({ type: 'banshi-problem' });
  const byElement = new Map<string, Problem[]>();
  for (const problem of problems) {
    const id = elementOfPlace(splitPlace(problem.at).place);
    if (registry.get(id) === undefined) continue;
    byElement.set(id, [...(byElement.get(id) ?? []), problem]);
  }
  for (const [id, list] of byElement) {
    const badge = document.createElement('button');
    badge.type = 'button';
    badge.className = list.some((problem) => problem.severity === 'error')
      ? 'problem-badge problem-badge-error'
      : 'problem-badge problem-badge-warning';
    badge.textContent = String(list.length);
    badge.title = list.map((problem) => problem.message).join('\n');
    badge.setAttribute('aria-label', badge.title);
    badge.addEventListener('click', () => goTo(modeler, id));
    overlays.add(id, 'banshi-problem', { position: { top: -10, right: 10 }, html: badge });
  }
}
