import type { CompiledExpression } from '../expression';
import type { RE2JS } from 're2js';
import type { ComponentName, ValueKind } from './components';
import type { EnumOption, FormDocument, FormilySchema, MaskName, RuleSeverity } from './schema';

/** A rule of a field or form, compiled. */
export interface CompiledRule {
  readonly id: string;
  readonly severity: RuleSeverity;
  readonly assert: CompiledExpression;
  readonly when?: CompiledExpression;
  readonly message: string;
  readonly at: string;
}

/** A node of the form, compiled. */
export interface Field {
  /** Keys from the root, layout included: unique. */
  readonly address: string;
  /** Where its value lies, layout left out; columns of a table have the table's path before theirs. */
  readonly path: string;
  readonly key: string;
  readonly title: string;
  readonly component: ComponentName;
  readonly kind: ValueKind;
  readonly schema: FormilySchema;
  /** The node around it; absent for the outermost. */
  readonly parent?: Field;
  readonly children: Field[];
  /** The table whose row it stands in. */
  readonly table?: Field;
  readonly multiple: boolean;
  readonly compute?: CompiledExpression;
  readonly visible?: CompiledExpression;
  readonly editable?: CompiledExpression;
  readonly required: boolean;
  readonly requiredWhen?: CompiledExpression;
  readonly prefill?: CompiledExpression;
  /** Begins anew when its step is done again. */
  readonly isRenewed: boolean;
  readonly rules: readonly CompiledRule[];
  readonly pattern?: RE2JS;
  readonly options?: readonly EnumOption[];
  readonly dictionary?: string;
  readonly mask?: MaskName;
  /** Key of the kind of record in which the value may not occur twice. */
  readonly unique?: string;
}

/** A form, compiled once per version. */
export interface FormModel {
  readonly document: FormDocument;
  readonly key: string;
  readonly title: string;
  /** Outermost nodes in the order shown. */
  readonly fields: readonly Field[];
  readonly byAddress: ReadonlyMap<string, Field>;
  readonly byPath: ReadonlyMap<string, Field>;
  /** Every field, those that others read before those that read them. */
  readonly order: readonly Field[];
  /** Fields whose values may not occur in two records. */
  readonly uniqueFields: readonly Field[];
  /** Rules of the whole form. */
  readonly rules: readonly CompiledRule[];
}

export function holdsValue(field: Field): boolean {
  return field.kind !== 'void';
}
