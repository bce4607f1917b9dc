import type { ExpressionName } from './names';

/** What is being typed just before the caret, and what it may become. */
export interface Completion {
  /** Where the word begins that a choice replaces. */
  readonly from: number;
  readonly choices: readonly ExpressionName[];
}

const WORD = /[$\w.\u4e00-\u9fff]+$/;
const SHOWN = 8;

/**
 * Names that begin with what stands before the caret, then those that contain it, by key or by Chinese name. Inside a
 * quoted text, and where the word is whole already, there is nothing to complete.
 */
export function completionAt(
  text: string,
  caret: number,
  names: readonly ExpressionName[],
): Completion | null {
  const before = text.slice(0, caret);
  if (isQuoted(before)) return null;
  const word = WORD.exec(before)?.[0];
  if (word === undefined || /^[\d.]/.test(word)) return null;
  const wanted = word.toLowerCase();
  const ranked = names.flatMap((name) => {
    const rank = rankOf(name, wanted);
    return rank === null ? [] : [{ name, rank }];
  });
  if (ranked.some(({ name }) => name.insert === word)) return null;
  ranked.sort((one, other) => one.rank - other.rank);
  const choices = ranked.slice(0, SHOWN).map(({ name }) => name);
  return choices.length === 0 ? null : { from: caret - word.length, choices };
}

/** 0 for the best fit; null for none. A function is also found without its `$`. */
function rankOf({ insert, title }: ExpressionName, wanted: string): number | null {
  const key = insert.toLowerCase();
  if (key.startsWith(wanted)) return 0;
  if (key.startsWith(`$${wanted}`) || title.startsWith(wanted)) return 1;
  const last = key.slice(key.lastIndexOf('.') + 1);
  if (last.startsWith(wanted)) return 2;
  return title.toLowerCase().includes(wanted) ? 3 : null;
}

/** Whether a text that was begun with a quotation mark is still open. */
function isQuoted(before: string): boolean {
  let open = '';
  for (let at = 0; at < before.length; at += 1) {
    const letter = before[at] ?? '';
    if (open !== '' && letter === '\\') at += 1;
    else if (letter === open) open = '';
    else if (open === '' && (letter === '"' || letter === "'")) open = letter;
  }
  return open !== '';
}

/** The text with the word before the caret made into a name, and where the caret is then. */
export function completed(
  text: string,
  caret: number,
  from: number,
  name: ExpressionName,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(caret);
  const written = rest.startsWith('(') ? name.insert.replace(/\($/, '') : name.insert;
  return { text: `${text.slice(0, from)}${written}${rest}`, caret: from + written.length };
}
