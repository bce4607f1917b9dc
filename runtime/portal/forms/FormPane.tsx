import { Alert } from 'antd';
import { useCallback } from 'react';
import type { FormContext, Values } from '../../form';
import { FormRenderer } from '../../react';
import { useApi } from '../api/ApiProvider';
import { ApiError, OFFLINE } from '../api/client';
import { usePreferences, useText } from '../app/preferences';
import type { OpenForm, PlacedProblem } from './filled-form';
import './forms.css';

interface FormPaneProps {
  readonly form: OpenForm;
  readonly values: Values;
  readonly context: FormContext;
  readonly readOnly: boolean;
  /** Everything that is missing shows, not only at the fields that were touched. */
  readonly showAll: boolean;
  /** What the server found. */
  readonly problems: readonly PlacedProblem[];
  readonly onChange: (values: Values) => void;
}

/** One form on white, as its definition draws it. */
export function FormPane({
  form,
  values,
  context,
  readOnly,
  showAll,
  problems,
  onChange,
}: FormPaneProps) {
  const t = useText();
  const { client, files } = useApi();
  const { locale } = usePreferences();
  const upload = useCallback(
    async (file: File) => {
      try {
        return await client.upload(file);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== OFFLINE) throw error;
        return files.keep(file);
      }
    },
    [client, files],
  );
  if (form.model === undefined)
    return <Alert type="error" showIcon message={t('form.unreadable')} />;
  return (
    <div className="form-sheet" data-form={form.variable}>
      <FormRenderer
        form={form.model}
        values={values}
        before={form.before}
        context={context}
        access={form.access}
        mode={readOnly ? 'read' : 'edit'}
        locale={locale}
        showAllMessages={showAll}
        messages={problems}
        onChange={onChange}
        upload={upload}
        fileAddress={files.addressOf}
      />
    </div>
  );
}
