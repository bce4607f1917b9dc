import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import {
  type FormContext,
  type FormDocument,
  type Values,
  compileForm,
  initialValues,
} from '../../runtime/form';
import { type LoadedPackage, resolveParameters } from '../../runtime/package';
import { FormRenderer } from '../../runtime/react';
import { t } from '../text';
import type { Device } from './FormDesigner';

interface FormPreviewProps {
  readonly document: FormDocument;
  readonly loaded: LoadedPackage | null;
  readonly device: Device;
}

/** What the form's rules read in a preview: the package's own lists and parameters, no case. */
function previewContext(loaded: LoadedPackage | null): FormContext {
  const now = Date.now();
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    params: loaded === null ? {} : resolveParameters(loaded.parameters, today),
    case: { forms: {} },
    record: null,
    user: {},
    now,
    dictionaries: Object.fromEntries(
      [...(loaded?.dictionaries ?? [])].map(([key, one]) => [key, one.items]),
    ),
    units: loaded?.organization.units ?? [],
  };
}

/** The form as people will see it; it can be filled. */
export function FormPreview({ document, loaded, device }: FormPreviewProps) {
  const compiled = useMemo(() => compileForm(document), [document]);
  const context = useMemo(() => previewContext(loaded), [loaded]);
  const [filled, setFilled] = useState<Values>({});
  const values = useMemo(
    () =>
      compiled.form === undefined ? {} : { ...initialValues(compiled.form, context), ...filled },
    [compiled.form, context, filled],
  );
  if (compiled.form === undefined) {
    return (
      <Alert
        type="error"
        showIcon
        message={t('previewProblem')}
        description={compiled.problems.map((problem) => (
          <div key={problem.at + problem.message}>{problem.message}</div>
        ))}
      />
    );
  }
  return (
    <div className={`preview preview-${device}`}>
      <h2>{document.title}</h2>
      <FormRenderer
        form={compiled.form}
        values={values}
        context={context}
        mode={device === 'print' ? 'print' : 'edit'}
        onChange={setFilled}
      />
    </div>
  );
}
