import { type CompiledExpression, WorkBudget, isTruthy } from '../expression';
import { formMessages } from '../messages/form';
import { type MessageParams, formatMessage } from '../messages/format';
import { checkValue, checkWhole, hasShape, isEmpty, normalizeValue } from './check-value';
import {
  type AccessLevel,
  type FormAccess,
  type FormContext,
  accessTo,
  fullAccess,
} from './context';
import { type CompiledRule, type Field, type FormModel, holdsValue } from './model';
import { ROW_ORIGIN, originOf, rowsOfBefore } from './row-origin';
import type { RuleSeverity, Values } from './schema';
import { uniqueForm } from './unique';

/** What a form shows of one field, at one place. */
export interface FieldState {
  readonly visible: boolean;
  readonly editable: boolean;
  readonly required: boolean;
  readonly masked: boolean;
}

/** Something to tell the person at a place of the form. */
export interface FormMessage {
  /** `members.0.idNumber`; `''` for the whole form. */
  readonly path: string;
  readonly code: keyof typeof formMessages;
  readonly severity: RuleSeverity;
  readonly message: string;
  /** Id of the data-quality rule. */
  readonly rule?: string;
}

export interface FormEvaluation {
  /** With computed fields, without what is hidden or has the wrong shape. */
  readonly values: Values;
  /** By place: `members.0.name` for values, the address for layout. */
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly messages: readonly FormMessage[];
}

/** Steps of all rules of a form together, at every row. */
const MAX_STEPS = 400_000;
const MAX_ROWS_READ = 2_001;

type Row = Record<string, unknown>;

/** Where one field stands in one set of values: the object that holds its value, and its row. */
interface Place {
  readonly holder: Row;
  readonly path: string;
  /** What stood there before; undefined where nothing did, as in a new row. */
  readonly before?: Values | undefined;
  readonly row?: Row;
  readonly index?: number;
}

/**
 * What a form says about values: computed fields, what shows, what may be changed, what is missing or wrong. The browser
 * and the server get the same answer from the same values.
 *
 * Pure; never throws for bad values: they are named in `messages`.
 *
 * @param access how the step narrows the form. @default everything may be edited
 * @param before what the form held before this person filled it: what they may not write is as it was, whatever `values`
 *   has. @default `values` are taken as they are
 */
export function evaluateForm(
  form: FormModel,
  values: Values,
  context: FormContext,
  access: FormAccess = fullAccess,
  before?: Values,
): FormEvaluation {
  return new FormEvaluator(form, values, context, access, before).evaluate();
}

/**
 * What a rule gives where a field stands, on computed values; in the first row, where it is a column.
 *
 * @param path `members.name`; of what holds no value, that of what is around it
 * @returns null for a column of a table without rows
 */
export function expressionAt(
  form: FormModel,
  values: Values,
  context: FormContext,
  path: string,
  expression: CompiledExpression,
): ReturnType<CompiledExpression['evaluate']> | null {
  return new FormEvaluator(form, values, context, fullAccess).tryAt(path, expression);
}

class FormEvaluator {
  private readonly values: Row;
  private readonly states = new Map<string, FieldState>();
  private readonly messages: FormMessage[] = [];
  private readonly told = new Set<string>();
  /** Places whose value has the wrong shape; told where a person could have written it. */
  private readonly misfits = new Set<string>();
  private readonly budget = new WorkBudget(MAX_STEPS);
  private readonly knownRows = new WeakMap<readonly Row[], readonly unknown[]>();
  private readonly bindings: Record<string, unknown>;

  constructor(
    private readonly form: FormModel,
    values: Values,
    private readonly context: FormContext,
    private readonly access: FormAccess,
    private readonly before?: Values,
  ) {
    this.values = this.copyKnown(form.fields, values, '');
    this.bindings = {
      values: this.values,
      params: context.params,
      record: context.record ?? {},
      case: context.case ?? {},
      user: context.user ?? {},
      now: new Date(context.now).toISOString(),
    };
  }

  /** Computes and decides what shows, and tells nothing. */
  private settleAll(): void {
    for (const field of this.form.order) {
      for (const place of this.placesOf(field)) this.settle(field, place);
    }
  }

  tryAt(
    path: string,
    expression: CompiledExpression,
  ): ReturnType<typeof expression.evaluate> | null {
    this.settleAll();
    const field = this.form.byPath.get(path);
    const [place] =
      field === undefined ? [{ holder: this.values, path: '' }] : this.placesOf(field);
    return place === undefined ? null : this.evaluateRule(expression, place);
  }

  evaluate(): FormEvaluation {
    this.settleAll();
    for (const field of this.form.byAddress.values()) {
      if (!holdsValue(field)) continue;
      for (const place of this.placesOf(field)) this.check(field, place);
    }
    for (const rule of this.form.rules)
      this.applyRule(rule, this.form.title, { holder: this.values, path: rule.at });
    return { values: this.values, fields: this.states, messages: this.messages };
  }

  /** Only what the form has, in shape and normal form; the rest of what came is left behind. */
  private copyKnown(fields: readonly Field[], source: unknown, prefix: string): Row {
    const copy: Row = {};
    const from = (typeof source === 'object' && source !== null ? source : {}) as Row;
    for (const field of fields) {
      if (field.kind === 'void') {
        Object.assign(copy, this.copyKnown(field.children, source, prefix));
        continue;
      }
      const value = Object.hasOwn(from, field.key) ? from[field.key] : undefined;
      const path = `${prefix}${field.key}`;
      if (isEmpty(field, value)) {
        // What groups hold may be computed, so that they are there, and those inside them.
        if (field.kind === 'group')
          copy[field.key] = this.copyKnown(field.children, {}, `${path}.`);
        continue;
      }
      if (!hasShape(field, value)) {
        this.misfits.add(path);
        continue;
      }
      if (field.kind === 'rows') {
        const rows = (value as readonly unknown[]).slice(0, MAX_ROWS_READ);
        copy[field.key] = rows.map((row, index) => {
          const origin = originOf(row);
          const known = this.copyKnown(field.children, row, `${path}.${index}.`);
          return origin === undefined ? known : { ...known, [ROW_ORIGIN]: origin };
        });
      } else if (field.kind === 'group') {
        copy[field.key] = this.copyKnown(field.children, value, `${path}.`);
      } else {
        copy[field.key] = normalizeValue(field, value);
      }
    }
    return copy;
  }

  /** Every place of a field: one, or one in each row of its table. */
  private placesOf(field: Field): readonly Place[] {
    const chain: Field[] = [];
    for (let at: Field | undefined = field.parent; at !== undefined; at = at.parent) {
      if (at.kind !== 'void') chain.unshift(at);
    }
    let places: readonly Place[] = [{ holder: this.values, path: '', before: this.before }];
    for (const around of chain) places = places.flatMap((place) => this.inside(around, place));
    return places.map((place) => ({
      ...place,
      path: field.kind === 'void' ? this.layoutPath(field, place) : join(place.path, field.key),
    }));
  }

  private layoutPath(field: Field, place: Place): string {
    return field.table === undefined ? field.address : join(place.path, field.key);
  }

  private inside(around: Field, place: Place): readonly Place[] {
    const value = place.holder[around.key];
    const path = join(place.path, around.key);
    const old = place.before?.[around.key];
    if (around.kind === 'rows') {
      const rows = Array.isArray(value) ? (value as Row[]) : [];
      const rowsBefore = this.rowsBefore(rows, old);
      return rows.map((row, index) => ({
        holder: row,
        path: `${path}.${index}`,
        before: asRow(rowsBefore[index]),
        row,
        index,
      }));
    }
    if (typeof value !== 'object' || value === null) return [];
    return [{ ...place, holder: value as Row, path, before: asRow(old) }];
  }

  /** The rows of before by row of now, worked out once for all columns. */
  private rowsBefore(rows: readonly Row[], old: unknown): readonly unknown[] {
    if (this.before === undefined) return [];
    const known = this.knownRows.get(rows);
    if (known !== undefined) return known;
    const found = rowsOfBefore(rows, Array.isArray(old) ? old : []);
    this.knownRows.set(rows, found);
    return found;
  }

  /** Decides whether a field shows and may be changed, and computes its value. */
  private settle(field: Field, place: Place): void {
    const around = this.stateAround(field, place);
    const level: AccessLevel = holdsValue(field) ? accessTo(this.access, field.path) : 'edit';
    const shows =
      around.visible && (field.visible === undefined || this.holds(field.visible, field, place));
    if (!shows && holdsValue(field)) delete place.holder[field.key];
    if (!shows || field.compute !== undefined) this.forgetMisfits(place.path);
    if (shows && field.compute !== undefined) this.compute(field, place);
    const editable =
      shows &&
      around.editable &&
      level === 'edit' &&
      field.compute === undefined &&
      field.kind !== 'calculated' &&
      (field.editable === undefined || this.holds(field.editable, field, place));
    if (shows && !editable && field.compute === undefined) this.takeBack(field, place);
    const required =
      shows &&
      (field.required ||
        (field.requiredWhen !== undefined && this.holds(field.requiredWhen, field, place)));
    this.states.set(place.path, {
      visible: shows && level !== 'hidden',
      editable,
      required,
      masked: level === 'masked',
    });
  }

  /** What may not be written is as it was. Parts that have fields of their own are looked at field by field. */
  private takeBack(field: Field, place: Place): void {
    if (this.before === undefined || !holdsValue(field)) return;
    this.forgetMisfits(place.path);
    if (field.kind === 'group') return;
    const old = place.before?.[field.key];
    if (field.kind === 'calculated' || isEmpty(field, old) || !hasShape(field, old))
      delete place.holder[field.key];
    else if (field.kind === 'rows')
      place.holder[field.key] = (old as readonly unknown[]).map((row, index) =>
        this.copyKnown(field.children, row, `${place.path}.${index}.`),
      );
    else place.holder[field.key] = normalizeValue(field, old);
    this.forgetMisfits(place.path);
  }

  private forgetMisfits(path: string): void {
    for (const misfit of this.misfits) {
      if (misfit === path || misfit.startsWith(`${path}.`)) this.misfits.delete(misfit);
    }
  }

  private stateAround(
    field: Field,
    place: Place,
  ): { readonly visible: boolean; readonly editable: boolean } {
    const parent = field.parent;
    if (parent === undefined) return { visible: true, editable: true };
    const around = place.path.slice(0, -field.key.length - 1);
    const path =
      parent.kind === 'void'
        ? this.layoutPath(parent, { ...place, path: around })
        : field.table === undefined
          ? parent.path
          : around;
    const known = this.states.get(parent.kind === 'rows' ? path.replace(/\.\d+$/, '') : path);
    const hiddenByStep = holdsValue(parent) && accessTo(this.access, parent.path) === 'hidden';
    return { visible: (known?.visible ?? true) || hiddenByStep, editable: known?.editable ?? true };
  }

  private compute(field: Field, place: Place): void {
    if (field.compute === undefined) return;
    const value = this.run(field.compute, field, place);
    if (value === undefined || value === null) delete place.holder[field.key];
    // JSON has no zero below zero; neither has anything that people count.
    else place.holder[field.key] = value === 0 ? 0 : value;
  }

  private run(expression: CompiledExpression, field: Field, place: Place): unknown {
    const result = this.evaluateRule(expression, place);
    if (result.ok) return result.value;
    this.tell(field, place.path, 'VALUE-RULE-FAILED', { detail: result.error.message });
    return undefined;
  }

  private evaluateRule(
    expression: CompiledExpression,
    place: Place,
  ): ReturnType<CompiledExpression['evaluate']> {
    this.bindings['row'] = place.row ?? {};
    this.bindings['index'] = place.index ?? 0;
    return expression.evaluate(this.values, {
      bindings: this.bindings,
      now: this.context.now,
      budget: this.budget,
    });
  }

  private holds(expression: CompiledExpression, field: Field, place: Place): boolean {
    return isTruthy(this.run(expression, field, place));
  }

  /** Tells what is missing or wrong at one place. What the person cannot change is not held against them, rules apart. */
  private check(field: Field, place: Place): void {
    const state = this.states.get(place.path);
    if (state === undefined || !this.isRelevant(field, place)) return;
    const value = place.holder[field.key];
    if (this.misfits.has(place.path)) this.tell(field, place.path, 'VALUE-TYPE');
    else if (isEmpty(field, value)) {
      if (
        state.required &&
        (state.editable || field.compute !== undefined) &&
        !this.isTold(place.path)
      ) {
        this.tell(field, place.path, requiredCode(field));
      }
    } else if (field.compute === undefined && !state.masked) {
      // Whoever sees a value masked cannot be told what is wrong with it; it is as it was.
      const fault =
        checkValue(field, value, this.context) ??
        (state.editable ? checkWhole(field, value, this.context) : undefined) ??
        (state.editable ? this.checkTaken(field, value) : undefined);
      if (fault !== undefined) {
        const { code, ...params } = fault;
        this.tell(field, place.path, code, params);
      }
    }
    for (const rule of field.rules) this.applyRule(rule, field.title, place);
  }

  private checkTaken(field: Field, value: unknown): { readonly code: 'VALUE-TAKEN' } | undefined {
    const isTaken =
      field.unique !== undefined && this.context.taken?.includes(uniqueForm(value)) === true;
    return isTaken ? { code: 'VALUE-TAKEN' } : undefined;
  }

  /** Shown by the form's own rules, whether or not the step hides it. */
  private isRelevant(field: Field, place: Place): boolean {
    const state = this.states.get(place.path);
    return state?.visible === true || accessTo(this.access, field.path) === 'hidden';
  }

  private isTold(path: string): boolean {
    return this.told.has(path);
  }

  private applyRule(rule: CompiledRule, title: string, place: Place): void {
    if (rule.when !== undefined) {
      const applies = this.evaluateRule(rule.when, place);
      if (!applies.ok || !isTruthy(applies.value)) return;
    }
    const result = this.evaluateRule(rule.assert, place);
    if (result.ok && isTruthy(result.value)) return;
    const code = result.ok ? 'VALUE-RULE' : 'VALUE-RULE-FAILED';
    const path = place.index === undefined || rule.at !== '' ? pathOfRule(rule, place) : place.path;
    this.told.add(path);
    this.messages.push({
      path,
      code,
      severity: rule.severity,
      message: result.ok
        ? rule.message
        : formatMessage(formMessages, code, { title, detail: result.error.message }),
      rule: rule.id,
    });
  }

  private tell(
    field: Field,
    path: string,
    code: FormMessage['code'],
    params: MessageParams = {},
  ): void {
    this.told.add(path);
    this.messages.push({
      path,
      code,
      severity: 'error',
      message: formatMessage(formMessages, code, { title: field.title, ...params }),
    });
  }
}

/** A rule of a column speaks at the row's field; a rule that names another field speaks there. */
function pathOfRule(rule: CompiledRule, place: Place): string {
  if (place.index === undefined) return rule.at === '' ? place.path : rule.at;
  const column = rule.at.split('.').at(-1) ?? '';
  return `${place.path.slice(0, place.path.lastIndexOf('.'))}.${column}`;
}

/** Kinds that people choose rather than write. */
const CHOSEN: ReadonlySet<Field['kind']> = new Set([
  'choice',
  'choices',
  'treeChoice',
  'unit',
  'unitPath',
  'boolean',
  'date',
  'month',
  'opinion',
  'rating',
]);

function requiredCode(field: Field): FormMessage['code'] {
  if (field.kind === 'signature') return 'VALUE-REQUIRED-SIGNATURE';
  if (field.kind === 'checklist') return 'VALUE-REQUIRED-CHECKLIST';
  if (field.kind === 'files') return 'VALUE-REQUIRED-FILES';
  return CHOSEN.has(field.kind) ? 'VALUE-REQUIRED-CHOICE' : 'VALUE-REQUIRED';
}

function asRow(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null ? (value as Values) : undefined;
}

function join(prefix: string, key: string): string {
  return prefix === '' ? key : `${prefix}.${key}`;
}
