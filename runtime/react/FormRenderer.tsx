import { FormProvider } from '@formily/react';
import { useEffect, useId, useMemo, useRef } from 'react';
import {
  type FormAccess,
  type FormContext,
  type FormModel,
  type Values,
  fullAccess,
} from '../form';
import { PrintForm } from './print/PrintForm';
import { FormSession, type ShownMessage } from './renderer/form-session';
import {
  type FormLocale,
  type FormView,
  FormViewProvider,
  type UploadedFile,
} from './renderer/form-view-context';
import { Fields } from './renderer/Fields';
import { PressWatch } from './renderer/press-watch';
import './form.css';

export interface FormRendererProps {
  readonly form: FormModel;
  readonly values: Values;
  /** What the form held before it was filled here. @default `values` of the first render */
  readonly before?: Values;
  readonly context: FormContext;
  /** How the step narrows the form. @default everything may be edited */
  readonly access?: FormAccess;
  /** `print` draws it for A4 paper. @default 'edit' */
  readonly mode?: 'edit' | 'read' | 'print';
  /** Version of the package; printed beside the form's number. */
  readonly version?: string | undefined;
  readonly locale?: FormLocale;
  /** Everything that is missing shows, not only where someone has been. @default false */
  readonly showAllMessages?: boolean;
  /** What the server found, by path. */
  readonly messages?: readonly ShownMessage[];
  /** Every change, computed fields included; empty fields are absent. */
  readonly onChange?: (values: Values) => void;
  readonly upload?: (file: File) => Promise<UploadedFile>;
  /** Where a file is read; null for one that has not been sent yet. @default `/api/files/<id>` */
  readonly fileAddress?: (fileId: string) => string | null;
}

const NO_MESSAGES: readonly ShownMessage[] = [];

function serverAddress(fileId: string): string {
  return `/api/files/${fileId}`;
}

function noUpload(): Promise<UploadedFile> {
  return Promise.reject(new Error('uploads are not available here'));
}

/** A form of a definition, to be filled, read or printed. */
export function FormRenderer(props: FormRendererProps) {
  if (props.mode === 'print') {
    const { form, values, context, version } = props;
    return <PrintForm form={form} values={values} context={context} version={version} />;
  }
  return <LiveForm {...props} mode={props.mode ?? 'edit'} />;
}

/** Whatever a person does next finds what they typed: a press, a key that types nothing, going back, leaving the page. */
function flushBeforeAnythingElse(session: FormSession): () => void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const types = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
    key.length === 1 &&
    !ctrlKey &&
    !metaKey &&
    !altKey &&
    target instanceof HTMLElement &&
    target.matches('input, textarea, [contenteditable]');
  document.addEventListener('pointerdown', session.flush, options);
  document.addEventListener('visibilitychange', session.flush, options);
  document.addEventListener(
    'keydown',
    (event) => {
      const isDeleting = event.key === 'Backspace' || event.key === 'Delete';
      if (!types(event) && !isDeleting) session.flush();
    },
    options,
  );
  window.addEventListener('popstate', session.flush, options);
  window.addEventListener('pagehide', session.flush, options);
  return () => ended.abort();
}

function LiveForm({
  form,
  values,
  before,
  context,
  access = fullAccess,
  mode,
  locale = 'zh',
  showAllMessages = false,
  messages = NO_MESSAGES,
  onChange,
  upload = noUpload,
  fileAddress = serverAddress,
}: FormRendererProps & { readonly mode: 'edit' | 'read' }) {
  const idPrefix = useId();
  const report = useRef(onChange);
  report.current = onChange;
  const first = useRef(values);
  const known = mode === 'read' ? undefined : (before ?? first.current);
  const input = useMemo(() => ({ context, access, before: known }), [context, access, known]);
  const firstInput = useRef(input);
  const session = useMemo(
    () =>
      new FormSession(form, first.current, firstInput.current, (next) => report.current?.(next)),
    [form],
  );
  const presses = useMemo(() => new PressWatch(), []);
  useEffect(() => presses.watch(document), [presses]);
  useEffect(() => flushBeforeAnythingElse(session), [session]);
  useEffect(() => () => session.dispose(), [session]);
  useEffect(() => session.replaceValues(values), [session, values]);
  useEffect(() => session.replaceInput(input), [session, input]);
  const view = useMemo(
    (): FormView => ({
      session,
      model: form,
      context,
      mode,
      locale,
      showAll: showAllMessages,
      messages,
      upload,
      fileAddress,
      idPrefix,
      afterPress: presses.afterPress,
    }),
    [
      presses,
      session,
      form,
      context,
      mode,
      locale,
      showAllMessages,
      messages,
      upload,
      fileAddress,
      idPrefix,
    ],
  );
  return (
    <FormProvider form={session.form}>
      <FormViewProvider value={view}>
        <div className={`banshi-form banshi-form-${mode}`}>
          <Fields fields={form.fields} prefix="" />
        </div>
      </FormViewProvider>
    </FormProvider>
  );
}
