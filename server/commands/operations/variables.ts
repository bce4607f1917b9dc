import type { VariableEdit } from '../../../runtime/contract';
import type { InstanceState, Variables } from '../../../runtime/engine';

/** Longer texts are cut on the screen. */
const MAX_TEXT = 300;
/** Leaves that one case shows. */
const MAX_LEAVES = 2000;

export interface VariableLeaf {
  /** The activity instance whose variables these are; `0` is the process itself. */
  readonly scope: string;
  readonly path: string;
  readonly type: 'text' | 'number' | 'boolean' | 'other';
  readonly text: string;
  readonly masked: boolean;
}

/** All values of all scopes, by path; what identifies people or their accounts is masked. */
export function variableLeaves(instance: InstanceState): VariableLeaf[] {
  const leaves: VariableLeaf[] = [];
  for (const [scope, { variables }] of Object.entries(instance.activities)) {
    for (const [path, value] of leavesOf(variables ?? {}, '')) {
      if (leaves.length >= MAX_LEAVES) return leaves;
      const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
      const shown = mask(text.slice(0, MAX_TEXT));
      leaves.push({
        scope,
        path,
        type: typeOf(value),
        text: shown,
        masked: shown !== text.slice(0, MAX_TEXT),
      });
    }
  }
  return leaves;
}

function typeOf(value: unknown): VariableLeaf['type'] {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' || typeof value === 'boolean'
    ? (typeof value as 'number' | 'boolean')
    : 'other';
}

function* leavesOf(value: unknown, path: string): Generator<readonly [string, unknown]> {
  const isInner = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isInner) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    yield* leavesOf(inner, path === '' ? key : `${path}.${key}`);
  }
}

/** Identity numbers, phones and accounts, as digits of their lengths, show their ends only. */
export function mask(text: string): string {
  return text
    .replace(/(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)/g, '$1**********$2')
    .replace(/(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g, '$1****$2')
    .replace(/(?<!\d)(\d{4})\d{8,11}(\d{4})(?!\d)/g, '$1********$2');
}

/**
 * What edits make of variables.
 *
 * @returns the whole new value of every variable that an edit touches, and in words what changed
 */
export function applyEdits(
  variables: Variables,
  edits: readonly VariableEdit[],
): { readonly variables: Variables; readonly words: string } {
  const changed: Record<string, unknown> = {};
  const words = edits.map(({ path, value }) => {
    const [name = '', ...rest] = path.split('.');
    const before = Object.hasOwn(changed, name) ? changed[name] : variables[name];
    changed[name] = setAt(before, rest, value);
    return `${path}: ${inWords(valueAt(before, rest))} → ${inWords(value)}`;
  });
  return { variables: changed, words: words.join('; ').slice(0, 2000) };
}

function inWords(value: unknown): string {
  return value === undefined ? '（无）' : mask(JSON.stringify(value));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return valueAt((value as Variables)[key], rest);
}

function setAt(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > items.length) return value;
    items[index] = setAt(items[index], rest, leaf);
    return items;
  }
  const holder = typeof value === 'object' && value !== null ? (value as Variables) : {};
  const inner = Object.hasOwn(holder, key) ? holder[key] : undefined;
  return { ...holder, [key]: setAt(inner, rest, leaf) };
}
