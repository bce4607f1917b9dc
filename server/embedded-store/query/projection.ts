import type { Document } from 'bson';
import { notSupported, StoreError } from '../store-error';
import { isDocument, isOperatorDocument } from '../values/document';
import { isNumeric } from '../values/type-names';
import { compileElement } from './matcher';
import { refuseUnknownOperators, runStage } from '../aggregate/mingo-stage';

type Tree = Map<string, Tree | true>;

function plant(tree: Tree, path: string): void {
  const [head, ...rest] = path.split('.');
  if (head === undefined) return;
  if (rest.length === 0) tree.set(head, true);
  else {
    const below = tree.get(head);
    const branch: Tree = below instanceof Map ? below : new Map();
    if (below !== true) tree.set(head, branch);
    plant(branch, rest.join('.'));
  }
}

function keep(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isDocument(item) || Array.isArray(item))
      .map((item) => keep(item, tree));
  }
  const kept: Document = {};
  for (const [name, item] of Object.entries(value as Document)) {
    const branch = tree.get(name);
    if (branch === true) kept[name] = item;
    else if (branch && (isDocument(item) || Array.isArray(item))) kept[name] = keep(item, branch);
  }
  return kept;
}

function drop(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => drop(item, tree));
  if (!isDocument(value)) return value;
  const kept: Document = {};
  for (const [name, item] of Object.entries(value)) {
    const branch = tree.get(name);
    if (branch !== true) kept[name] = branch ? drop(item, branch) : item;
  }
  return kept;
}

function slice(array: unknown[], operand: unknown): unknown[] {
  if (!Array.isArray(operand)) {
    const count = Number(operand);
    return count < 0 ? array.slice(count) : array.slice(0, count);
  }
  const start = Number(operand[0]);
  const from = start < 0 ? Math.max(0, array.length + start) : start;
  return array.slice(from, from + Number(operand[1]));
}

/** True for what includes or excludes: a number, a switch, or a document of them. */
const isTree = (wish: unknown) => typeof wish === 'boolean' || isNumeric(wish) || isDocument(wish);

/** `_id` first, then the document's own fields in their order, then those that were computed. */
function inOrder(made: Document, document: Document, computed: ReadonlySet<string>): Document {
  const own = Object.keys(document).filter((name) => name !== '_id' && !computed.has(name));
  const ordered: Document = {};
  for (const name of ['_id', ...own]) if (Object.hasOwn(made, name)) ordered[name] = made[name];
  return { ...ordered, ...made };
}

/** Compiles a `find` projection: inclusion, exclusion, `$slice`, `$elemMatch`, or expressions as in `$project`. */
export function compileProjection(
  projection: Document | undefined,
  place: 'find' | '$project' = 'find',
): (document: Document) => Document {
  const entries = Object.entries(projection ?? {});
  if (entries.length === 0) return (document) => document;
  const tree: Tree = new Map();
  const shapers: ((source: Document, target: Document) => void)[] = [];
  let mode: 'include' | 'exclude' | undefined;
  let hasExpression = false;
  const setMode = (wanted: 'include' | 'exclude', path: string) => {
    if (mode !== undefined && mode !== wanted) {
      throw new StoreError(31254, 'Location31254', `Cannot mix inclusion and exclusion: ${path}`);
    }
    mode = wanted;
  };
  const idGiven = projection?.['_id'];
  const showsId = idGiven !== 0 && idGiven !== false;
  for (const [path, wish] of entries) {
    if (path.split('.').includes('$')) throw notSupported(`positional projection ${path}`);
    const number = typeof wish === 'boolean' || isNumeric(wish) ? Number(wish) : wish;
    if (path === '_id' && typeof number === 'number') continue;
    if (typeof number === 'number') {
      setMode(number === 0 ? 'exclude' : 'include', path);
      plant(tree, path);
    } else if (place === 'find' && isOperatorDocument(wish) && '$elemMatch' in wish) {
      setMode('include', path);
      const test = compileElement(wish['$elemMatch']);
      shapers.push((source, target) => {
        const array: unknown = source[path];
        const found = Array.isArray(array) ? array.find((item) => test(item)) : undefined;
        if (found !== undefined) target[path] = [found];
      });
    } else if (place === 'find' && isOperatorDocument(wish) && '$slice' in wish) {
      if (path.includes('.')) throw notSupported('$slice of a nested path in a projection');
      shapers.push((source, target) => {
        const array: unknown = source[path];
        if (Array.isArray(array)) target[path] = slice(array, wish['$slice']);
      });
    } else if (isOperatorDocument(wish) && '$meta' in wish) throw notSupported('$meta');
    else hasExpression = true;
  }
  if (hasExpression) {
    refuseUnknownOperators(projection);
    const computed = new Set(
      entries.filter(([, wish]) => isOperatorDocument(wish) || !isTree(wish)).map(([path]) => path),
    );
    return (document) =>
      inOrder(runStage({ $project: projection }, [document])[0] ?? {}, document, computed);
  }
  if (mode === undefined && shapers.length === 0 && idGiven !== undefined) {
    mode = showsId ? 'include' : 'exclude';
  }
  if (mode === 'include' ? showsId : !showsId) tree.set('_id', true);
  return (document) => {
    const target = (mode === 'include' ? keep(document, tree) : drop(document, tree)) as Document;
    for (const shape of shapers) shape(document, target);
    return target;
  };
}
