import { DndContext, closestCenter } from '@dnd-kit/core';
import { Alert, Tabs } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormDocument, Values } from '../../runtime/form';
import type { Problem } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import { SampleTrial, filledSample, sampleOf } from '../expression/sample';
import { t } from '../text';
import { Canvas } from './Canvas';
import { dragWords } from './drag-words';
import { type EditHistory, edit, redo, startHistory, undo } from './edit-history';
import { FieldPanel } from './FieldPanel';
import { FormProblems } from './FormProblems';
import { FormPreview } from './FormPreview';
import { JsonView } from './JsonView';
import type { JsonSource } from './json-source';
import { Outline } from './Outline';
import { Palette } from './Palette';
import { RelationsView } from './RelationsView';
import { SeveralPanel } from './SeveralPanel';
import { StageBar, type StageView } from './StageBar';
import type { NodePath } from './form-document';
import { nodeOfProblem } from './node-of-problem';
import type { Chosen } from './several-nodes';
import { useClipboard } from './use-clipboard';
import { useFormDrag } from './use-form-drag';

interface FormDesignerProps {
  readonly initial: FormDocument;
  readonly source: JsonSource;
  readonly loaded: LoadedPackage | null;
  readonly problems: readonly Problem[];
  /** The place of a problem that the person wants to see, as in the address. */
  readonly place: string;
  readonly onChange: (document: FormDocument) => void;
  readonly onDelete: () => void;
}

export type Device = 'desk' | 'phone' | 'print';

/** One edit: the document after it, words for the undo button, and what makes typing one step. */
export type ApplyEdit = (document: FormDocument, label: string, mergeKey?: string) => void;

/** Problems by the field at which they are shown; `''` stands for the form itself. */
function problemsByField(
  document: FormDocument,
  problems: readonly Problem[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const problem of problems) {
    const id = nodeOfProblem(document, problem).join('/');
    found.set(id, [...(found.get(id) ?? []), problem.message]);
  }
  return found;
}

/** Palette, form and properties; every edit can be undone. */
export function FormDesigner(props: FormDesignerProps) {
  const { initial, source, loaded, problems, place, onChange, onDelete } = props;
  const [history, setHistory] = useState<EditHistory<FormDocument>>(() => startHistory(initial));
  const [chosen, setChosen] = useState<Chosen>([]);
  const [selected = null] = chosen;
  const setSelected = useCallback(
    (path: NodePath | null) => setChosen(path === null ? [] : [path]),
    [],
  );
  const [view, setView] = useState<StageView>('canvas');
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
  useUndoKeys(setHistory);

  const present = useRef(document);
  present.current = document;
  useEffect(() => {
    const keys = nodeOfProblem(present.current, { at: `#${place}` });
    if (keys.length === 0) return;
    setView('canvas');
    setSelected(keys);
  }, [place, setSelected]);

  const [filled, setFilled] = useState<Values>({});
  const example = useMemo(() => sampleOf(document.key, loaded), [document.key, loaded]);
  const trial = useMemo(() => {
    const isFilled = Object.keys(filled).length > 0;
    const sample = isFilled ? filledSample(filled, loaded) : example;
    return sample === null ? null : new SampleTrial(document, sample);
  }, [document, example, filled, loaded]);

  const byField = useMemo(() => problemsByField(document, problems), [document, problems]);
  const drag = useFormDrag({ document, onEdit: apply, onSelect: setSelected });
  const isCanvas = view === 'canvas';
  const clipboard = useClipboard({
    document,
    selected: chosen.at(-1) ?? null,
    chosen,
    isActive: isCanvas,
    onEdit: apply,
    onSelect: setSelected,
  });
  return (
    <DndContext
      sensors={drag.sensors}
      collisionDetection={closestCenter}
      accessibility={dragWords(document)}
      onDragEnd={drag.onDragEnd}
    >
      <div className={isCanvas ? 'form-designer' : 'form-designer form-designer-wide'}>
        {isCanvas ? (
          <aside className="palette-panel" aria-label={t('palette')}>
            <Tabs
              size="small"
              items={[
                {
                  key: 'palette',
                  label: t('palette'),
                  children: (
                    <Palette
                      document={document}
                      selected={selected}
                      onAdd={apply}
                      onSelect={setSelected}
                    />
                  ),
                },
                {
                  key: 'outline',
                  label: t('outline'),
                  children: (
                    <Outline
                      document={document}
                      selected={selected}
                      problems={byField}
                      onSelect={setSelected}
                    />
                  ),
                },
                {
                  key: 'problems',
                  label:
                    problems.length === 0
                      ? t('problemsTab')
                      : t('problemsTabCount', { count: problems.length }),
                  children: (
                    <FormProblems document={document} problems={problems} onSelect={setSelected} />
                  ),
                },
              ]}
            />
          </aside>
        ) : null}
        <section className="form-stage">
          <StageBar
            document={document}
            view={view}
            device={device}
            undoLabel={history.past.at(-1)?.label ?? null}
            redoLabel={history.future[0]?.label ?? null}
            onView={setView}
            onDevice={setDevice}
            onUndo={() => setHistory(undo)}
            onRedo={() => setHistory(redo)}
            onFind={setSelected}
          />
          {byField.get('') === undefined ? null : (
            <Alert
              type="error"
              showIcon
              message={byField.get('')?.map((message) => (
                <div key={message}>{message}</div>
              ))}
            />
          )}
          {isCanvas ? (
            <Canvas
              document={document}
              selected={selected}
              chosen={chosen}
              problems={byField}
              onSelect={setSelected}
              onChoose={setChosen}
              onEdit={apply}
            />
          ) : null}
          {view === 'preview' ? (
            <FormPreview
              document={document}
              loaded={loaded}
              device={device}
              filled={filled}
              onFill={setFilled}
            />
          ) : null}
          {view === 'relations' ? (
            <RelationsView
              document={document}
              onOpen={(path) => {
                setSelected(path);
                setView('canvas');
              }}
            />
          ) : null}
          {view === 'json' ? <JsonView document={document} source={source} onEdit={apply} /> : null}
        </section>
        {isCanvas ? (
          <aside className="side-panel" aria-label={t('properties')}>
            {chosen.length > 1 ? (
              <SeveralPanel
                document={document}
                chosen={chosen}
                clipboard={clipboard}
                onEdit={apply}
                onSelect={setSelected}
              />
            ) : (
              <FieldPanel
                document={document}
                selected={selected}
                loaded={loaded}
                trial={trial}
                clipboard={clipboard}
                problems={byField.get(selected?.join('/') ?? '') ?? []}
                onEdit={apply}
                onSelect={setSelected}
                onDelete={onDelete}
              />
            )}
          </aside>
        ) : null}
      </div>
    </DndContext>
  );
}

type ChangeHistory = (
  change: (history: EditHistory<FormDocument>) => EditHistory<FormDocument>,
) => void;

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, where they do not belong to a text that is being typed. */
function useUndoKeys(setHistory: ChangeHistory): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || !['z', 'y'].includes(key)) return;
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName))
        return;
      event.preventDefault();
      setHistory(event.shiftKey || key === 'y' ? redo : undo);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [setHistory]);
}
