/** One item of a code list. */
export interface DictionaryItem {
  readonly value: string;
  readonly label: string;
  readonly parent?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One unit of the organisation, as forms see it. */
export interface FormUnit {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly parent?: string | undefined;
}

/** What a form's rules read besides its own values. All plain JSON: the browser gets the same from the server. */
export interface FormContext {
  readonly params: Readonly<Record<string, unknown>>;
  readonly case?: Readonly<Record<string, unknown>> | null;
  readonly record?: Readonly<Record<string, unknown>> | null;
  readonly user?: Readonly<Record<string, unknown>>;
  /**
   * Values of `unique` fields that other active records hold, in the form of `uniqueForm`. Only the server knows them, and
   * only when something is sent.
   */
  readonly taken?: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly dictionaries: Readonly<Record<string, readonly DictionaryItem[]>>;
  readonly units: readonly FormUnit[];
}

export type AccessLevel = 'edit' | 'read' | 'hidden' | 'masked';

/** How a step narrows a form: by field path, what is inside it included. */
export interface FormAccess {
  readonly default: AccessLevel;
  readonly fields: Readonly<Record<string, AccessLevel>>;
}

export const fullAccess: FormAccess = { default: 'edit', fields: {} };

/** The access to a field: what is said of it, or of the nearest thing around it. */
export function accessTo(access: FormAccess, path: string): AccessLevel {
  for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const level = access.fields[at];
    if (level !== undefined) return level;
  }
  return access.default;
}
