/** How much the outcome of a rule matters: an error blocks, a warning needs a reason, a note only informs. */
export type RuleSeverity = 'error' | 'warning' | 'note';

/** A data-quality rule: `assert` must hold, when `when` does. */
export interface Rule {
  readonly id: string;
  readonly severity: RuleSeverity;
  /** JSONata; anything truthy is fine. */
  readonly assert: string;
  readonly message: string;
  readonly messageEn?: string;
  /** JSONata; the rule applies only when it holds. @default always */
  readonly when?: string;
  /** The field at which the message shows. @default the field that has the rule */
  readonly at?: string;
}

export type MaskName = 'id' | 'phone' | 'bank' | 'name';

/** What Banshi adds to a Formily schema node. All rules are JSONata over the form's values, `$row`, `$params` … */
export interface FieldBehavior {
  readonly compute?: string;
  readonly visible?: string;
  readonly editable?: string;
  readonly required?: string;
  readonly rules?: readonly Rule[];
  readonly prefill?: string;
  /**
   * What becomes of a value when its step is done again, after a return for example: kept for correction, or emptied so
   * that prefill and defaults begin anew. Holds for everything inside, unless that says otherwise. @default keep
   */
  readonly whenReopened?: 'keep' | 'renew';
  readonly mask?: MaskName;
  /** Key of a kind of record: no other one that is active may hold this value. The server answers, and names nobody. */
  readonly unique?: string;
  /** Key of the code list whose items are the options. */
  readonly dictionary?: string;
  /** Keys under which earlier versions of the form kept the value, the latest last. */
  readonly formerKeys?: readonly string[];
  /** A computed field's formula in words, shown beside it and in print. */
  readonly formula?: string;
}

export interface EnumOption {
  readonly label: string;
  readonly value: string | number | boolean;
}

/** A Formily schema node over the closed registry of components; `{{…}}` is refused. */
export interface FormilySchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'void';
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FormilySchema>>;
  readonly items?: FormilySchema;
  readonly enum?: readonly (EnumOption | string | number)[];
  readonly required?: boolean;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly 'x-index'?: number;
  readonly 'x-component'?: string;
  readonly 'x-component-props'?: Readonly<Record<string, unknown>>;
  readonly 'x-decorator'?: string;
  readonly 'x-decorator-props'?: Readonly<Record<string, unknown>>;
  readonly 'x-banshi'?: FieldBehavior;
}

/** How a form looks on A4. */
export interface PrintLayout {
  readonly orientation?: 'portrait' | 'landscape';
  /**
   * `letter`: paragraphs with places to fill; `table`: all fields in a ruled table, two to a line; `items`: one field to a
   * line, with its unit, code and formula.
   */
  readonly kind?: 'letter' | 'table' | 'items';
  /** Of a table field, by its path: the keys of the columns that are printed, in their order. @default all */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  /** 「附件1」, top left. */
  readonly annex?: string;
  /** 「致:{villageName}村民委员会」 */
  readonly salutation?: string;
  /** `{path}` marks a place that the form's value fills. */
  readonly paragraphs?: readonly string[];
  readonly signatures?: ReadonlyArray<{
    readonly title: string;
    readonly path?: string;
    readonly seal?: boolean;
  }>;
  readonly footer?: string;
}

/** One form file of a package. */
export interface FormDocument {
  readonly key: string;
  readonly title: string;
  /** 「附件1」 */
  readonly annex?: string;
  readonly description?: string;
  readonly schema: FormilySchema;
  readonly print?: PrintLayout;
}

export type Values = Readonly<Record<string, unknown>>;
