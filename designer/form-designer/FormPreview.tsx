import { Alert, Select } from 'antd';
import { useMemo, useState } from 'react';
import {
  type FormAccess,
  type FormDocument,
  type Values,
  compileForm,
  fullAccess,
  initialValues,
} from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import { FormRenderer } from '../../runtime/react';
import { t } from '../text';
import type { Device } from './FormDesigner';
import { previewContext } from './preview-context';

interface FormPreviewProps {
  readonly document: FormDocument;
  readonly loaded: LoadedPackage | null;
  readonly device: Device;
  /** What was filled in to try the form. */
  readonly filled: Values;
  readonly onFill: (values: Values) => void;
}

interface StepView {
  readonly id: string;
  readonly title: string;
  readonly access: FormAccess;
}

/** The steps that show a form, each with what it lets people edit, read or not see. */
function stepsWith(formKey: string, loaded: LoadedPackage | null): readonly StepView[] {
  return [...(loaded?.deployment.processes.values() ?? [])].flatMap((process) =>
    [...process.nodes.values()].flatMap((node) =>
      (node.userTask?.forms ?? [])
        .filter((form) => form.key === formKey)
        .map((form) => ({
          id: `${process.id}/${node.id}`,
          title: `${process.name} · ${node.name}`,
          access: { default: form.access, fields: form.fields },
        })),
    ),
  );
}

/** The form as people will see it; it can be filled. */
export function FormPreview({ document, loaded, device, filled, onFill }: FormPreviewProps) {
  const compiled = useMemo(() => compileForm(document), [document]);
  const context = useMemo(() => previewContext(loaded), [loaded]);
  const steps = useMemo(() => stepsWith(document.key, loaded), [document.key, loaded]);
  const [stepId, setStepId] = useState('');
  const access = steps.find((step) => step.id === stepId)?.access ?? fullAccess;
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
    <>
      {device === 'print' || steps.length === 0 ? null : (
        <label className="preview-step">
          <span className="muted">{t('previewAs')}</span>
          <Select
            aria-label={t('previewAs')}
            value={stepId}
            options={[
              { value: '', label: t('previewAll') },
              ...steps.map((step) => ({ value: step.id, label: step.title })),
            ]}
            onChange={setStepId}
          />
        </label>
      )}
      <div className={`preview preview-${device}`}>
        {device === 'print' ? null : <h2>{document.title}</h2>}
        <FormRenderer
          form={compiled.form}
          values={values}
          context={context}
          access={access}
          mode={device === 'print' ? 'print' : 'edit'}
          onChange={onFill}
        />
      </div>
    </>
  );
}
