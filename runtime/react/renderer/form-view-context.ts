import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldState, FormContext, FormEvaluation, FormModel } from '../../form';
import type { FormSession, ShownMessage } from './form-session';

export interface UploadedFile {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

export type FormLocale = 'zh' | 'en';

/** What every part of a shown form reads. */
export interface FormView {
  readonly session: FormSession;
  readonly model: FormModel;
  readonly context: FormContext;
  readonly mode: 'edit' | 'read';
  readonly locale: FormLocale;
  /** Messages show everywhere, not only where someone has been. */
  readonly showAll: boolean;
  /** What the server found. */
  readonly messages: readonly ShownMessage[];
  readonly upload: (file: File) => Promise<UploadedFile>;
  /** Where a file is read; null for one that has not been sent yet. */
  readonly fileAddress: (fileId: string) => string | null;
  readonly idPrefix: string;
  /** Does what moves the form about once nothing is being pressed. */
  readonly afterPress: (act: () => void) => void;
}

const FormViewContext = createContext<FormView | null>(null);

export const FormViewProvider = FormViewContext.Provider;

export function useFormView(): FormView {
  const view = useContext(FormViewContext);
  if (view === null) throw new Error('a form component stands outside a FormRenderer');
  return view;
}

export function useEvaluation(): FormEvaluation {
  const { session } = useFormView();
  return useSyncExternalStore(session.subscribe, session.getEvaluation, session.getEvaluation);
}

const HIDDEN: FieldState = { visible: false, editable: false, required: false, masked: false };

export function useFieldState(path: string): FieldState {
  return useEvaluation().fields.get(path) ?? HIDDEN;
}

/** What is said at a place: the server's word, and the form's own once someone has been there. */
export function usePlaceMessages(path: string): readonly ShownMessage[] {
  const { session, messages, showAll, mode } = useFormView();
  const evaluation = useEvaluation();
  if (mode === 'read') return [];
  const own = evaluation.messages.filter((one) => one.path === path);
  const shown =
    showAll || session.isTouched(path) ? own : own.filter((one) => one.severity === 'note');
  if (shown.length > 0) return shown;
  const fromServer = messages.filter((one) => one.path === path);
  return own.length === 0 && session.isTouched(path) ? [] : fromServer;
}

/** Counts the errors that show at the places that `isInside` accepts: the form's own, and the server's. */
export function useProblemCount(): (isInside: (path: string) => boolean) => number {
  const { session, messages, showAll, mode } = useFormView();
  const evaluation = useEvaluation();
  if (mode === 'read') return () => 0;
  const own = evaluation.messages.filter(
    ({ severity, path }) => severity === 'error' && (showAll || session.isTouched(path)),
  );
  return (isInside) =>
    Math.max(
      own.filter(({ path }) => isInside(path)).length,
      messages.filter(({ path }) => isInside(path)).length,
    );
}
