import { type Form, createForm, onFormValuesChange } from '@formily/core';
import { Schema } from '@formily/json-schema';
import { toJS } from '@formily/reactive';
import {
  type Field,
  type FormAccess,
  type FormContext,
  type FormMessage,
  type FormModel,
  type Values,
  NEW_ROW,
  ROW_ORIGIN,
  evaluateForm,
  isNarrowedTable,
} from '../../form';
import { EvaluationView, countByPlace } from './shared';

// Formily would compile `{{…}}` in a schema to code; definitions are data, so the braces stay text.
Schema.registerCompiler((expression: string) => expression);

/** Forms with more places than this are worked out when the person pauses: typing must not wait for it. */
const MANY_PLACES = 600;
const PAUSE_MS = 150;
/** A parent that never hands anything back must not make the session keep everything. */
const REMEMBERED = 100;

export interface SessionInput {
  readonly context: FormContext;
  readonly access: FormAccess;
  /** What the form held before it was filled here: what may not be written is as it was. Absent where it is only read. */
  readonly before?: Values | undefined;
}

/**
 * One form being filled: Formily holds what is typed, the core's evaluator says what shows, what is computed and what is
 * wrong. Views subscribe to it; the parent hears of every change, of a large form when the person pauses or does anything
 * else than type (`flush`).
 */
export class FormSession {
  readonly form: Form;
  private view: EvaluationView;
  private readonly listeners = new Set<() => void>();
  private readonly touched = new Set<string>();
  private applying = false;
  private pause: ReturnType<typeof setTimeout> | undefined;
  /** The values that came from outside last. */
  private outside: Values;
  private counted:
    | {
        readonly view: EvaluationView;
        readonly showAll: boolean;
        readonly touched: number;
        readonly counts: ReadonlyMap<string, number>;
      }
    | undefined;
  /** What was given out and may still come back, the oldest first. */
  private emitted: Values[] = [];

  constructor(
    private readonly model: FormModel,
    values: Values,
    private input: SessionInput,
    private readonly onChange: (values: Values) => void,
  ) {
    this.outside = values;
    const { context, access, before } = input;
    this.view = new EvaluationView(evaluateForm(model, values, context, access, before));
    this.form = createForm({
      values: structuredClone({ ...values, ...this.view.values }),
      effects: () => {
        onFormValuesChange(() => {
          if (!this.applying) this.changed();
        });
      },
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getView = (): EvaluationView => this.view;

  readonly isTouched = (path: string): boolean => this.touched.has(path);

  touch(path: string): void {
    this.flush();
    if (this.touched.has(path)) return;
    this.touched.add(path);
    this.notify();
  }

  /**
   * Values that come from outside replace what is there, unless they are what this session gave out. A view that draws
   * late hands back what was given out a keystroke ago; that is no reason to forget the keystroke.
   */
  replaceValues(values: Values): void {
    if (values === this.outside) return;
    this.outside = values;
    const returned = this.emitted.indexOf(values);
    if (returned >= 0) {
      this.emitted.splice(0, returned);
      return;
    }
    this.emitted = [];
    this.endPause();
    this.applying = true;
    this.form.setValues(structuredClone(values), 'overwrite');
    this.applying = false;
    this.evaluate(false);
  }

  replaceInput(input: SessionInput): void {
    if (input === this.input) return;
    this.input = input;
    this.evaluate(false);
  }

  /** What a new row of a table begins with, besides its defaults. */
  markOfNewRow(table: Field): Values {
    return isNarrowedTable(table, this.input.access) ? { [ROW_ORIGIN]: NEW_ROW } : {};
  }

  /** Changes rows of a table as a whole; Formily forgets the fields of the old rows, which it would mix up. */
  setRows(path: string, rows: readonly unknown[]): void {
    // Rows may hold Formily's observables, which structuredClone refuses; values are JSON.
    const plain = JSON.parse(JSON.stringify(rows)) as unknown;
    this.form.clearFormGraph(`${path}.*`);
    this.form.setValuesIn(path, plain);
    this.flush();
  }

  /** Works out and gives out what was typed last, if that still waits. */
  readonly flush = (): void => {
    if (this.endPause()) this.evaluate(true);
  };

  valueAt(path: string): unknown {
    return toJS(this.form.getValuesIn(path)) as unknown;
  }

  dispose(): void {
    this.flush();
    this.form.onUnmount();
    this.listeners.clear();
  }

  private changed(): void {
    if (this.view.fields.size <= MANY_PLACES) {
      this.evaluate(true);
      return;
    }
    this.endPause();
    this.pause = setTimeout(this.flush, PAUSE_MS);
  }

  /** @returns whether anything waited */
  private endPause(): boolean {
    const waited = this.pause !== undefined;
    clearTimeout(this.pause);
    this.pause = undefined;
    return waited;
  }

  private evaluate(tell: boolean): void {
    const typed = toJS(this.form.values) as Values;
    const { context, access, before } = this.input;
    const evaluation = evaluateForm(this.model, typed, context, access, before);
    this.view = new EvaluationView(evaluation, this.view);
    if (tell) {
      const values = withoutEmpty({ ...typed, ...evaluation.values }) as Values;
      this.emitted.push(values);
      if (this.emitted.length > REMEMBERED) this.emitted.shift();
      this.onChange(values);
    }
    this.notify();
  }

  /** How many errors show at each place or inside it; people hear only of where they have been, unless `showAll`. */
  errorCounts(showAll: boolean): ReadonlyMap<string, number> {
    const known = this.counted;
    if (
      known?.view === this.view &&
      known.showAll === showAll &&
      known.touched === this.touched.size
    )
      return known.counts;
    const told = this.view.messages.filter(({ path }) => showAll || this.touched.has(path));
    const counts = countByPlace(told);
    this.counted = { view: this.view, showAll, touched: this.touched.size, counts };
    return counts;
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Empty is absent: what people cleared leaves no key behind. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== null && one !== '')
      .map(([key, one]) => [key, withoutEmpty(one)]),
  );
}

/** A message that shows at a place: the evaluator's own, or one of the server's. */
export type ShownMessage = Pick<FormMessage, 'path' | 'message' | 'severity'>;
