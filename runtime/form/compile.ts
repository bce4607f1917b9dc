import type { z } from 'zod';
import { type CompiledExpression, compileExpression, compilePattern } from '../expression';
import { type Problem, hasErrors, nearName } from '../kernel';
import { formMessages } from '../messages/form';
import { type MessageParams, formatMessage } from '../messages/format';
import { describeShapeIssue } from '../messages/shape';
import {
  type ComponentName,
  type ValueKind,
  components,
  isComponent,
  needsOptions,
} from './components';
import { orderFields } from './dependencies';
import { formNodeShape, printLayoutFile } from './form-file';
import type { CompiledRule, Field, FormModel } from './model';
import { opinionResults } from './opinion';
import { linesOf } from './options';
import { holderOf, mayStandIn } from './panes';
import { readPath } from './read-path';
import type { EnumOption, FormDocument, FormilySchema, Rule } from './schema';

export interface CompileFormOptions {
  /** Names the file in problems. @default `forms/<key>.form.json` */
  readonly file?: string;
  /** Keys of the package's code lists; absent: not checked. */
  readonly dictionaries?: readonly string[];
  /** Keys of the package's parameters; absent: not checked. */
  readonly parameters?: readonly string[];
}

export interface CompiledForm {
  /** Absent when any problem is an error. */
  readonly form?: FormModel;
  readonly problems: readonly Problem[];
}

const MAX_FIELDS = 1_000;
const MAX_DEPTH = 12;
const RULE_VARIABLES = ['values', 'row', 'index', 'params', 'record', 'case', 'user', 'now'];
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Compiles a form: its field tree, the order of computed fields, its rules. Returns all problems. */
export function compileForm(
  document: FormDocument,
  options: CompileFormOptions = {},
): CompiledForm {
  const compiler = new FormCompiler(document, options);
  return compiler.compile();
}

class FormCompiler {
  private readonly problems: Problem[] = [];
  private readonly byAddress = new Map<string, Field>();
  private readonly byPath = new Map<string, Field>();
  private readonly file: string;

  constructor(
    private readonly document: FormDocument,
    private readonly options: CompileFormOptions,
  ) {
    this.file = options.file ?? `forms/${document.key}.form.json`;
  }

  compile(): CompiledForm {
    const isWhole = this.hasShape(
      formNodeShape,
      this.document.schema,
      this.document.title,
      '/schema',
    );
    const { print } = this.document;
    if (print !== undefined) this.hasShape(printLayoutFile, print, this.document.title, '/print');
    if (!isWhole || hasErrors(this.problems)) return { problems: this.problems };
    const fields = this.compileChildren(this.document.schema, undefined, undefined, '/schema', 1);
    const rules = (this.document.schema['x-banshi']?.rules ?? []).flatMap(
      (rule, index) =>
        this.compileRule(rule, '', this.document.title, `/schema/x-banshi/rules/${index}`) ?? [],
    );
    for (const rule of rules)
      this.checkReads(rule.assert, this.document.title, '校验', '/schema/x-banshi/rules');
    for (const field of this.byAddress.values()) this.checkFieldReads(field);
    const ordered = orderFields([...this.byAddress.values()]);
    if (ordered.cycle !== undefined) {
      this.report('FORM-CYCLE', '/schema', {
        fields: ordered.cycle.map((field) => field.title).join(' → '),
      });
    }
    this.checkPrint();
    if (hasErrors(this.problems)) return { problems: this.problems };
    return {
      form: {
        document: this.document,
        key: this.document.key,
        title: this.document.title,
        fields,
        byAddress: this.byAddress,
        byPath: this.byPath,
        order: ordered.order,
        uniqueFields: [...this.byAddress.values()].filter((one) => one.unique !== undefined),
        rules,
      },
      problems: this.problems,
    };
  }

  /** @param known names of which one may have been meant by `params.name` */
  private report(
    code: keyof typeof formMessages,
    pointer: string,
    params: MessageParams,
    known: Iterable<string> = [],
  ): void {
    const sentence = formatMessage(formMessages, code, params);
    const near = nearName(String(params['name'] ?? ''), known);
    const message =
      near === undefined
        ? sentence
        : formatMessage(formMessages, 'FORM-SUGGESTION', { sentence, name: near });
    this.problems.push({ code, at: `${this.file}#${pointer}`, message, severity: 'error' });
  }

  private compileChildren(
    schema: FormilySchema,
    parent: Field | undefined,
    table: Field | undefined,
    pointer: string,
    depth: number,
  ): readonly Field[] {
    if (depth > MAX_DEPTH) {
      this.report('FORM-TOO-LARGE', pointer, { detail: `嵌套超过 ${MAX_DEPTH} 层` });
      return [];
    }
    const entries = Object.entries(schema.properties ?? {});
    const sorted = entries
      .map(([key, node], position) => ({ key, node, position }))
      .sort((one, other) => indexOf(one.node, one.position) - indexOf(other.node, other.position));
    return sorted.flatMap(({ key, node }) => {
      const field = this.compileField(
        key,
        node,
        parent,
        table,
        `${pointer}/properties/${key}`,
        depth,
      );
      return field === undefined ? [] : [field];
    });
  }

  private compileField(
    key: string,
    node: FormilySchema,
    parent: Field | undefined,
    table: Field | undefined,
    pointer: string,
    depth: number,
  ): Field | undefined {
    if (!this.hasShape(formNodeShape, node, key, pointer)) return undefined;
    const title = node.title ?? key;
    if (FORBIDDEN_KEYS.has(key) || !/^[A-Za-z_][\w-]*$/.test(key)) {
      this.report('FORM-KEY', pointer, { field: key });
      return undefined;
    }
    if (this.byAddress.size >= MAX_FIELDS) {
      if (this.byAddress.size === MAX_FIELDS)
        this.report('FORM-TOO-LARGE', pointer, { detail: `字段超过 ${MAX_FIELDS} 个` });
      return undefined;
    }
    const component = this.componentOf(node, title, pointer);
    if (component === undefined) return undefined;
    this.refuseBraces(node, title, pointer);
    this.checkAround(component, parent, title, pointer);
    const description = components[component];
    const address = parent === undefined ? key : `${parent.address}.${key}`;
    const dataParent = this.dataPath(parent);
    const path =
      description.kind === 'void' ? address : dataParent === '' ? key : `${dataParent}.${key}`;
    const behavior = node['x-banshi'] ?? {};
    const rule = (aspect: string, source: string | undefined): CompiledExpression | undefined =>
      this.compileExpression(source, title, aspect, pointer);
    const compute = rule('计算', behavior.compute);
    const visible = rule('显示', behavior.visible);
    const editable = rule('可编辑', behavior.editable);
    const requiredWhen = rule('必填', behavior.required);
    const prefill = rule('预填', behavior.prefill);
    const pattern = this.compilePattern(node, title, pointer);
    const options = this.optionsOf(node);
    const around = parent?.isRenewed ?? this.document.schema['x-banshi']?.whenReopened === 'renew';
    const field: Field = {
      address,
      path,
      key,
      title,
      component,
      kind: description.kind,
      schema: node,
      ...(parent === undefined ? {} : { parent }),
      children: [],
      ...(table === undefined ? {} : { table }),
      multiple: node['x-component-props']?.['multiple'] === true || description.kind === 'choices',
      ...(compute === undefined ? {} : { compute }),
      ...(visible === undefined ? {} : { visible }),
      ...(editable === undefined ? {} : { editable }),
      required: node.required === true || hasRequiredItems(description.kind, node),
      ...(requiredWhen === undefined ? {} : { requiredWhen }),
      ...(prefill === undefined ? {} : { prefill }),
      isRenewed: this.isRenewed(node, around, table, title, pointer),
      rules: (behavior.rules ?? []).flatMap(
        (one, index) =>
          this.compileRule(one, path, title, `${pointer}/x-banshi/rules/${index}`) ?? [],
      ),
      ...(pattern === undefined ? {} : { pattern }),
      ...(options === undefined ? {} : { options }),
      ...(behavior.dictionary === undefined ? {} : { dictionary: behavior.dictionary }),
      ...(behavior.mask === undefined ? {} : { mask: behavior.mask }),
      ...(behavior.unique === undefined ? {} : { unique: behavior.unique }),
    };
    if (this.byAddress.has(address) || this.byPath.has(path)) {
      this.report('FORM-DUPLICATE', pointer, { field: path });
      return undefined;
    }
    this.byAddress.set(address, field);
    this.byPath.set(path, field);
    this.checkChoices(field, pointer);
    if (field.kind === 'rows') {
      field.children.push(
        ...this.compileChildren(node.items ?? {}, field, field, `${pointer}/items`, depth + 1),
      );
    } else if (field.kind === 'group' || field.kind === 'void') {
      field.children.push(...this.compileChildren(node, field, table, pointer, depth + 1));
    }
    return field;
  }

  private isRenewed(
    node: FormilySchema,
    around: boolean,
    table: Field | undefined,
    title: string,
    pointer: string,
  ): boolean {
    const own = node['x-banshi']?.whenReopened;
    if (own === 'keep' && table?.isRenewed === true)
      this.report('FORM-REOPENED-COLUMN', pointer, { field: title, table: table.title });
    return own === undefined ? around : own === 'renew';
  }

  /** Names everything that a part of the file should not be; what is inside a node is checked with that node. */
  private hasShape(shape: z.ZodType, value: unknown, field: string, pointer: string): boolean {
    const parsed = shape.safeParse(value, { error: describeShapeIssue });
    if (parsed.success) return true;
    for (const issue of parsed.error.issues) {
      const place = issue.path.map(String).join('/');
      const at = place === '' ? pointer : `${pointer}/${place}`;
      const code = 'FORM-SHAPE';
      this.report(code, at, { field, place: place || '写法', detail: issue.message });
    }
    return false;
  }

  /** The path of the nearest node around that holds a value. */
  private dataPath(parent: Field | undefined): string {
    let at = parent;
    while (at !== undefined && at.kind === 'void') at = at.parent;
    return at?.path ?? '';
  }

  private componentOf(
    node: FormilySchema,
    title: string,
    pointer: string,
  ): ComponentName | undefined {
    const name = node['x-component'] ?? (node.type === 'object' ? 'Group' : undefined);
    if (isComponent(name)) return name;
    const params = { field: title, component: name ?? '—', name: name ?? '' };
    this.report('FORM-COMPONENT', pointer, params, Object.keys(components));
    return undefined;
  }

  /** Panes stand in their holder, and nothing else does. */
  private checkAround(
    component: ComponentName,
    parent: Field | undefined,
    title: string,
    pointer: string,
  ): void {
    if (mayStandIn(component, parent?.component)) return;
    const holder = holderOf(component);
    if (holder === undefined) {
      this.report('FORM-NO-PANE', pointer, { field: title, around: parent?.title ?? '' });
    } else {
      this.report('FORM-PANE', pointer, { field: title, holder: components[holder].zh });
    }
  }

  private refuseBraces(node: FormilySchema, title: string, pointer: string): void {
    const { properties: _properties, items: _items, ...own } = node;
    if (JSON.stringify(own).includes('{{')) this.report('FORM-BRACES', pointer, { field: title });
  }

  private compileExpression(
    source: string | undefined,
    field: string,
    aspect: string,
    pointer: string,
  ): CompiledExpression | undefined {
    if (source === undefined || source.trim() === '') return undefined;
    const compiled = compileExpression(source, { variables: RULE_VARIABLES });
    if (compiled.ok) return compiled.value;
    this.report('FORM-EXPRESSION', pointer, { field, aspect, detail: compiled.error.message });
    return undefined;
  }

  private compileRule(
    rule: Rule,
    path: string,
    title: string,
    pointer: string,
  ): CompiledRule | undefined {
    const assert = this.compileExpression(rule.assert, title, `校验(${rule.id})`, pointer);
    const when = this.compileExpression(rule.when, title, `校验(${rule.id})`, pointer);
    if (assert === undefined) return undefined;
    return {
      id: rule.id,
      severity: rule.severity,
      assert,
      ...(when === undefined ? {} : { when }),
      message: rule.message,
      at: rule.at ?? path,
    };
  }

  private compilePattern(node: FormilySchema, title: string, pointer: string): Field['pattern'] {
    if (node.pattern === undefined) return undefined;
    try {
      return compilePattern(new RegExp(node.pattern));
    } catch {
      this.report('FORM-PATTERN', pointer, { field: title });
      return undefined;
    }
  }

  private optionsOf(node: FormilySchema): readonly EnumOption[] | undefined {
    return node.enum?.map((option) =>
      typeof option === 'object' ? option : { label: String(option), value: option },
    );
  }

  private checkChoices(field: Field, pointer: string): void {
    const known = this.options.dictionaries;
    if (
      field.dictionary !== undefined &&
      known !== undefined &&
      !known.includes(field.dictionary)
    ) {
      const params = { field: field.title, name: field.dictionary };
      this.report('FORM-UNKNOWN-DICTIONARY', pointer, params, known);
    }
    if (
      needsOptions(field.kind) &&
      field.dictionary === undefined &&
      (field.options?.length ?? 0) === 0
    ) {
      this.report('FORM-OPTIONS', pointer, { field: field.title });
    }
    this.checkNamedOptions(field, pointer);
  }

  /** Properties that name options name some that there are; what a code list holds is not known here. */
  private checkNamedOptions(field: Field, pointer: string): void {
    const property = NAMED_OPTIONS[field.kind];
    if (property === undefined || field.dictionary !== undefined) return;
    const options = field.kind === 'opinion' ? opinionResults(field) : (field.options ?? []);
    const known = options.map((option) => String(option.value));
    for (const name of linesOf(field, property) ?? []) {
      if (known.includes(name)) continue;
      this.report('FORM-UNKNOWN-OPTION', pointer, { field: field.title, property, name }, known);
    }
  }

  private checkFieldReads(field: Field): void {
    const pointer = `/${field.address}`;
    const rules: ReadonlyArray<readonly [string, CompiledExpression | undefined]> = [
      ['计算', field.compute],
      ['显示', field.visible],
      ['可编辑', field.editable],
      ['必填', field.requiredWhen],
      ...field.rules.flatMap((rule) => [
        ['校验', rule.assert] as const,
        ['校验', rule.when] as const,
      ]),
    ];
    for (const [aspect, expression] of rules) {
      if (expression !== undefined)
        this.checkReads(expression, field.title, aspect, pointer, field.table);
    }
  }

  /** Names what a rule reads and no field or parameter has. */
  private checkReads(
    expression: CompiledExpression,
    field: string,
    aspect: string,
    pointer: string,
    table?: Field,
  ): void {
    for (const read of expression.reads) {
      const path = readPath(read, table);
      if (path !== undefined && path !== '' && !this.isKnownPath(path)) {
        this.report(
          'FORM-UNKNOWN-FIELD',
          pointer,
          { field, aspect, name: path },
          this.byPath.keys(),
        );
      }
      const parameter = /^\$params\.([^.]+)/.exec(read)?.[1];
      const parameters = this.options.parameters;
      if (parameter !== undefined && parameters !== undefined && !parameters.includes(parameter)) {
        this.report(
          'FORM-UNKNOWN-PARAMETER',
          pointer,
          { field, aspect, name: parameter },
          parameters,
        );
      }
    }
  }

  /** A field, or something inside a value such as a signature's name. */
  private isKnownPath(path: string): boolean {
    for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
      const field = this.byPath.get(at);
      if (field !== undefined && field.kind !== 'void') {
        return at === path || !['rows', 'group'].includes(field.kind);
      }
    }
    return false;
  }

  private checkPrint(): void {
    const print = this.document.print;
    const texts = [print?.salutation ?? '', ...(print?.paragraphs ?? [])];
    for (const text of texts) {
      for (const match of text.matchAll(/\{([\w.]+)\}/g)) {
        const name = match[1] ?? '';
        if (!this.isKnownPath(name)) this.report('FORM-PRINT-PLACE', '/print', { name });
      }
    }
    for (const [table, columns] of Object.entries(print?.columns ?? {})) {
      const inside = [...this.byPath.values()].filter((one) => one.table?.path === table);
      const known = inside.map(({ key }) => key);
      for (const name of columns.filter((column) => !known.includes(column)))
        this.report('FORM-PRINT-COLUMN', `/print/columns/${table}`, { table, name }, known);
    }
  }
}

/** Properties whose lines are values of options. */
const NAMED_OPTIONS: Readonly<Partial<Record<ValueKind, string>>> = {
  opinion: 'textRequiredFor',
  checklist: 'requiredItems',
};

/** A list with items that must be provided may not be left empty. */
function hasRequiredItems(kind: ValueKind, schema: FormilySchema): boolean {
  return kind === 'checklist' && (linesOf({ schema }, 'requiredItems') ?? []).length > 0;
}

/** Where a node stands among its neighbours; asked before its shape is known. */
function indexOf(node: unknown, position: number): number {
  const index = typeof node === 'object' && node !== null && 'x-index' in node && node['x-index'];
  return typeof index === 'number' && Number.isFinite(index) ? index : position;
}
