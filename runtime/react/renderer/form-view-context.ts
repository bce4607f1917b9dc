import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { FieldState, FormContext, FormModel } from '../../form';
import type { FormSession, ShownMessage } from './form-session';
import { type EvaluationView, countByPlace } from './shared';

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

/** A part of what the session knows; drawn again only when that part has changed. */
function useOfSession<T>(part: (session: FormSession) => T): T {
  const { session } = useFormView();
  const read = () => part(session);
  return useSyncExternalStore(session.subscribe, read, read);
}

/** Everything that is said of the form; drawn again with every change. */
export function useEvaluationView(): EvaluationView {
  return useOfSession((session) => session.getView());
}

const HIDDEN: FieldState = { visible: false, editable: false, required: false, masked: false };

export function useFieldState(path: string): FieldState {
  return useOfSession((session) => session.getView().stateAt(path) ?? HIDDEN);
}

/** The value at a place as it is meant: computed, or as it was where it may not be changed. */
export function useValueAt(path: string): unknown {
  return useOfSession((session) => session.getView().valueAt(path));
}

/** What is said at a place: the server's word, and the form's own once someone has been there. */
export function usePlaceMessages(path: string): readonly ShownMessage[] {
  const { messages, showAll, mode } = useFormView();
  const own = useOfSession((session) => session.getView().messagesAt(path));
  const isTouched = useOfSession((session) => session.isTouched(path));
  if (mode === 'read') return [];
  const shown = showAll || isTouched ? own : own.filter((one) => one.severity === 'note');
  if (shown.length > 0) return shown;
  const fromServer = messages.filter((one) => one.path === path);
  return own.length === 0 && isTouched ? [] : fromServer;
}

/** How many errors show at some places and inside them: the form's own, or the server's where it names more. */
export function useProblemCount(places: readonly string[]): number {
  const { messages, showAll, mode } = useFormView();
  const own = useOfSession((session) => sumAt(session.errorCounts(showAll), places));
  const fromServer = useMemo(() => countByPlace(messages), [messages]);
  return mode === 'read' ? 0 : Math.max(own, sumAt(fromServer, places));
}

function sumAt(counts: ReadonlyMap<string, number>, places: readonly string[]): number {
  return places.reduce((sum, place) => sum + (counts.get(place) ?? 0), 0);
}
