import { Alert } from 'antd';
import { useMemo } from 'react';
import type { SubmissionDetail } from '../../contract';
import { type FormDocument, compileForm } from '../../form';
import { FormRenderer } from '../../react';
import { useText } from '../app/preferences';
import { formContextOf } from './filled-form';

interface ReadFormProps {
  readonly submission: SubmissionDetail;
  readonly mode: 'read' | 'print';
}

/** A submitted form in the version in which it was filled. */
export function ReadForm({ submission, mode }: ReadFormProps) {
  const t = useText();
  // The server keeps the document with the submission; the contract carries it as plain JSON.
  const form = useMemo(
    () => compileForm(submission.document as unknown as FormDocument).form,
    [submission.document],
  );
  const context = useMemo(() => formContextOf(submission.context), [submission.context]);
  if (form === undefined) return <Alert type="error" showIcon message={t('form.unreadable')} />;
  return (
    <FormRenderer
      form={form}
      values={submission.values}
      context={context}
      mode={mode}
      version={submission.packageVersion}
    />
  );
}
