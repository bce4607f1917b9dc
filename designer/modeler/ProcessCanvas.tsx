import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { useEffect, useRef } from 'react';
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
}

interface Selection {
  get(): DiagramElement[];
}

interface Overlays {
  add(elementId: string, type: string, overlay: object): string;
  remove(filter: { type: string }): void;
}

interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
}

interface Canvas {
  zoom(level: 'fit-viewport', center: 'auto'): void;
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
    const save = async (): Promise<void> => {
      const { xml } = await modeler.saveXML({ format: true });
      if (xml !== undefined) latest.current.onChange(xml);
    };
    modeler
      .importXML(latest.current.xml)
      .then(() => {
        if (disposed) return;
        modeler.get<Canvas>('canvas').zoom('fit-viewport', 'auto');
        modeler.on('selection.changed', select);
        modeler.on('commandStack.changed', () => {
          void save();
          select();
        });
        latest.current.onReady(modeler);
        select();
        markProblems(modeler, latest.current.problems);
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

  return <div className="process-canvas" ref={container} data-testid="process-canvas" />;
}

/** Puts a badge with the sentences on every element that has problems. */
function markProblems(modeler: Modeler, problems: readonly Problem[]): void {
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  overlays.remove({ type: 'banshi-problem' });
  const byElement = new Map<string, Problem[]>();
  for (const problem of problems) {
    const id = problem.at.split('#')[1]?.split('/')[0];
    if (id === undefined || registry.get(id) === undefined) continue;
    byElement.set(id, [...(byElement.get(id) ?? []), problem]);
  }
  for (const [id, list] of byElement) {
    const badge = document.createElement('div');
    badge.className = list.some((problem) => problem.severity === 'error')
      ? 'problem-badge problem-badge-error'
      : 'problem-badge problem-badge-warning';
    badge.textContent = String(list.length);
    badge.title = list.map((problem) => problem.message).join('\n');
    overlays.add(id, 'banshi-problem', { position: { top: -10, right: 10 }, html: badge });
  }
}
