import { Alert } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { processPath } from '../api/package-file';
import { elementOfPlace, splitPlace } from '../api/problem-place';
import { MissingFile } from '../components/MissingFile';
import { useDeleteFile } from '../components/use-delete-file';
import { CanvasToolbar } from '../modeler/CanvasToolbar';
import type { DiagramElement } from '../modeler/extension-elements';
import { ProcessCanvas } from '../modeler/ProcessCanvas';
import { ProcessPanel } from '../modeler/ProcessPanel';
import { processVocabulary } from '../modeler/vocabulary';
import { t } from '../text';

/** A process of the draft; opened anew when someone else's drawing comes in. */
export function ProcessScene() {
  const { fileKey = '' } = useParams();
  const { draft } = useDraft();
  const path = processPath(fileKey);
  if (!draft.files.has(path)) return <MissingFile />;
  return (
    <OpenProcess key={`${path}@${draft.outside.get(path) ?? 0}`} fileKey={fileKey} path={path} />
  );
}

/** The drawing, and what the selected element means in words. */
function OpenProcess({ fileKey, path }: { readonly fileKey: string; readonly path: string }) {
  const { store, draft } = useDraft();
  const { hash } = useLocation();
  const deleteFile = useDeleteFile();
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
  const vocabulary = processVocabulary(draft.files, draft.loaded, modeler);
  const element = selection?.element ?? null;
  const own = problems
    .filter((problem) => elementOfPlace(splitPlace(problem.at).place) === element?.id)
    .map((problem) => problem.message);
  return (
    <div className="process-scene">
      <div className="process-stage">
        {failure === null ? null : (
          <Alert type="error" showIcon message={t('importFailed', { message: failure })} />
        )}
        <ProcessCanvas
          xml={draft.files.get(path) ?? ''}
          problems={problems}
          target={elementOfPlace(decodeURIComponent(hash.slice(1)))}
          onReady={setModeler}
          onSelect={(one) =>
            setSelection((before) =>
              one === null ? null : { element: one, turn: (before?.turn ?? 0) + 1 },
            )
          }
          onChange={(xml) => store.setFile(path, xml)}
          onImportError={setFailure}
        />
        {modeler === null ? null : <CanvasToolbar modeler={modeler} />}
      </div>
      <aside className="side-panel" aria-label={t('properties')}>
        <ProcessPanel
          modeler={modeler}
          element={element}
          vocabulary={vocabulary}
          problems={own}
          onDelete={() => deleteFile('process', fileKey, path)}
        />
      </aside>
    </div>
  );
}
