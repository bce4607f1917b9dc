import { useParams } from 'react-router-dom';
import type { FormDocument } from '../../runtime/form';
import { useDraft } from '../api/draft-context';
import { FormDesigner } from '../form-designer/FormDesigner';
import { t } from '../text';

/** A form file of the draft in the form designer. */
export function FormScene() {
  const { fileKey = '' } = useParams();
  const { store, draft } = useDraft();
  const path = `forms/${fileKey}.form.json`;
  const text = draft.files.get(path);
  if (text === undefined) return <p className="page">{t('loadFailed')}</p>;
  return (
    <FormDesigner
      key={path}
      initial={JSON.parse(text) as FormDocument}
      loaded={draft.loaded}
      problems={(draft.problems ?? []).filter((problem) => problem.at.startsWith(path))}
      onChange={(document) => store.setFile(path, `${JSON.stringify(document, null, 2)}\n`)}
    />
  );
}
