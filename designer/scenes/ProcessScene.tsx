import { Alert } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import type { BusinessObject, DiagramElement } from '../modeler/extension-elements';
import { ProcessCanvas } from '../modeler/ProcessCanvas';
import { ProcessPanel } from '../modeler/ProcessPanel';
import { type ProcessVocabulary, processVocabulary } from '../modeler/vocabulary';
import { t } from '../text';

interface ElementRegistry {
  getAll(): readonly { readonly businessObject: BusinessObject }[];
}

function userTasksOf(modeler: Modeler | null): ProcessVocabulary['userTasks'] {
  if (modeler === null) return [];
  return modeler
    .get<ElementRegistry>('elementRegistry')
    .getAll()
    .map((element) => element.businessObject)
    .filter((object) => object.$type === 'bpmn:UserTask')
    .map((object) => ({ id: object.id, name: object.name ?? object.id }));
}

/** A process: the drawing, and what the selected element means in words. */
export function ProcessScene() {
  const { fileKey = '' } = useParams();
  const { store, draft } = useDraft();
  const path = `processes/${fileKey}.bpmn`;
  const [modeler, setModeler] = useState<Modeler | null>(null);
  const [selection, setSelection] = useState<{
    readonly element: DiagramElement;
    readonly turn: number;
  } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const problems = useMemo(
    () => (draft.problems ?? []).filter((problem) => problem.at.startsWith(`${path}#`)),
    [draft.problems, path],
  );
  const vocabulary = processVocabulary(draft.files, draft.loaded, userTasksOf(modeler));
  return (
    <div className="process-scene">
      {failure === null ? null : (
        <Alert type="error" showIcon message={t('importFailed', { message: failure })} />
      )}
      <ProcessCanvas
        key={path}
        xml={draft.files.get(path) ?? ''}
        problems={problems}
        onReady={setModeler}
        onSelect={(element) =>
          setSelection((before) =>
            element === null ? null : { element, turn: (before?.turn ?? 0) + 1 },
          )
        }
        onChange={(xml) => store.setFile(path, xml)}
        onImportError={setFailure}
      />
      <aside className="side-panel">
        <ProcessPanel
          modeler={modeler}
          element={selection?.element ?? null}
          vocabulary={vocabulary}
        />
      </aside>
    </div>
  );
}
