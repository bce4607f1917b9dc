import { useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import type { FormDocument } from '../../runtime/form';
import { useDraft } from '../api/draft-context';
import { formPath } from '../api/package-file';
import { MissingFile } from '../components/MissingFile';
import { useDeleteFile } from '../components/use-delete-file';
import { FormDesigner } from '../form-designer/FormDesigner';
import { JsonSource } from '../form-designer/json-source';
import { BrokenFile } from './BrokenFile';

/** A form file of the draft in the form designer; opened anew when someone else's text comes in. */
export function FormScene() {
  const { fileKey = '' } = useParams();
  const { draft } = useDraft();
  const path = formPath(fileKey);
  if (!draft.files.has(path)) return <MissingFile />;
  return <OpenForm key={`${path}@${draft.outside.get(path) ?? 0}`} fileKey={fileKey} path={path} />;
}

function openForm(text: string): { source: JsonSource; initial: FormDocument } | null {
  const source = new JsonSource();
  try {
    const initial = source.read(text) as FormDocument;
    return typeof initial.schema === 'object' ? { source, initial } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function OpenForm({ fileKey, path }: { readonly fileKey: string; readonly path: string }) {
  const { store, draft } = useDraft();
  const { hash } = useLocation();
  const deleteFile = useDeleteFile();
  const opened = useMemo(() => openForm(store.getSnapshot().files.get(path) ?? ''), [store, path]);
  if (opened === null) return <BrokenFile path={path} />;
  return (
    <FormDesigner
      initial={opened.initial}
      source={opened.source}
      loaded={draft.loaded}
      problems={(draft.problems ?? []).filter((problem) => problem.at.startsWith(path))}
      place={decodeURIComponent(hash.slice(1))}
      onChange={(document) => store.setFile(path, opened.source.write(document))}
      onDelete={() => deleteFile('form', fileKey, path)}
    />
  );
}
