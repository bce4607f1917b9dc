import { readExpressionPaths } from '../../runtime/expression';
import type { FormDocument } from '../../runtime/form';
import { type NodePath, type SchemaNode, dataPathOf, nodeAt, walkNodes } from './form-document';

/** What a field decides of another: its value, whether it shows, may be changed or must be filled, or whether it fits. */
export type RelationKind = 'compute' | 'visible' | 'editable' | 'required' | 'rule';

/** A field that others read, or that reads others. */
export interface RelatedField {
  /** Keys from the root, as the designer selects it. */
  readonly path: NodePath;
  readonly id: string;
  readonly title: string;
  /** The table in whose rows it stands. */
  readonly table: string | null;
  /** How far it is from what is filled; what only its checks read does not count. */
  readonly level: number;
  readonly isComputed: boolean;
}

export interface Relation {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly RelationKind[];
  /** Lies on a circle: each of these fields waits for another. */
  readonly isCircular: boolean;
}

export interface Relations {
  readonly fields: readonly RelatedField[];
  readonly relations: readonly Relation[];
}

interface Known {
  readonly path: NodePath;
  readonly id: string;
  readonly dataPath: string;
  readonly node: SchemaNode;
  /** Where the values of its rows lie; null outside tables. */
  readonly table: string | null;
}

/** Rules that decide what others see; circles of these alone keep a form from being computed. */
const DECIDING: readonly RelationKind[] = ['compute', 'visible'];

/** Which fields read which others, from the rules as they are written: also where a form does not compile yet. */
export function relationsOf(document: FormDocument): Relations {
  const known = walkNodes(document).map(({ path, node }): Known => {
    const around = path.findLastIndex(
      (_, index) => index < path.length - 1 && isTable(nodeAt(document, path.slice(0, index + 1))),
    );
    const table = around < 0 ? null : dataPathOf(document, path.slice(0, around + 1));
    return { path, id: path.join('/'), dataPath: dataPathOf(document, path), node, table };
  });
  const found = new Map<string, { from: string; to: string; kinds: Set<RelationKind> }>();
  for (const field of known) {
    for (const [kind, source] of sourcesOf(field.node)) {
      for (const other of readBy(field, source, known)) {
        const key = `${other.id} ${field.id}`;
        const relation = found.get(key) ?? { from: other.id, to: field.id, kinds: new Set() };
        found.set(key, { ...relation, kinds: relation.kinds.add(kind) });
      }
    }
  }
  const edges = [...found.values()].map(({ from, to, kinds }) => ({ from, to, kinds: [...kinds] }));
  const circles = circularEdges(edges.filter(isDeciding));
  const levels = levelsOf(
    edges.filter((edge) => !circles.has(edge) && edge.kinds.some((kind) => kind !== 'rule')),
  );
  const related = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return {
    fields: known
      .filter(({ id }) => related.has(id))
      .map(({ path, id, node, table }) => ({
        path,
        id,
        title: node.title ?? path.at(-1) ?? '',
        table:
          table === null
            ? null
            : (known.find((one) => one.dataPath === table)?.node.title ?? table),
        level: levels.get(id) ?? 0,
        isComputed: node['x-banshi']?.['compute'] !== undefined,
      })),
    relations: edges.map((edge) => ({ ...edge, isCircular: circles.has(edge) })),
  };
}

/** Everything that a field depends on, or that depends on it, over any number of steps, itself included. */
export function reachOf({ relations }: Relations, id: string): ReadonlySet<string> {
  const follow = (next: (at: string) => readonly string[]): readonly string[] => {
    const seen = new Set([id]);
    for (const at of seen) for (const one of next(at)) seen.add(one);
    return [...seen];
  };
  return new Set([
    ...follow((at) => relations.filter(({ to }) => to === at).map(({ from }) => from)),
    ...follow((at) => relations.filter(({ from }) => from === at).map(({ to }) => to)),
  ]);
}

function isTable(node: SchemaNode | undefined): boolean {
  return node?.type === 'array' && node.items !== undefined;
}

function sourcesOf(node: SchemaNode): readonly (readonly [RelationKind, string])[] {
  const behavior = node['x-banshi'] ?? {};
  const own = (['compute', 'visible', 'editable', 'required'] as const).flatMap((kind) => {
    const source: unknown = behavior[kind];
    return typeof source === 'string' ? [[kind, source] as const] : [];
  });
  const rules: unknown = behavior['rules'];
  const checks = (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) => {
    const { assert, when } = (rule ?? {}) as { assert?: unknown; when?: unknown };
    return [assert, when].filter((source) => typeof source === 'string');
  });
  return [...own, ...checks.map((source) => ['rule', source] as const)];
}

/** The fields that a rule of a field reads, apart from the field itself; what is no field of the form is left out. */
function readBy(field: Known, source: string, known: readonly Known[]): readonly Known[] {
  const reads = readExpressionPaths(source);
  if (!reads.ok) return [];
  return reads.value.flatMap((read) => {
    const path = fieldPathOf(read, field.table);
    if (path === null) return [];
    const candidates = known.filter(({ node }) => node.type !== 'void');
    // 「members.age」 is the column; what is read of a value's own parts is the field that holds them.
    for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
      const exact = candidates.find(({ dataPath }) => dataPath === at);
      if (exact !== undefined) return exact === field ? [] : [exact];
    }
    return [];
  });
}

function fieldPathOf(read: string, table: string | null): string | null {
  if (!read.startsWith('$')) return read === '' ? null : read;
  if (read.startsWith('$values.')) return read.slice('$values.'.length);
  if (table !== null && read.startsWith('$row.')) return `${table}.${read.slice('$row.'.length)}`;
  return null;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly RelationKind[];
}

function isDeciding({ kinds }: Edge): boolean {
  return kinds.some((kind) => DECIDING.includes(kind));
}

/** Edges from whose end one gets back to their beginning. */
function circularEdges(edges: readonly Edge[]): ReadonlySet<Edge> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reaches = (start: string, wanted: string): boolean => {
    const seen = new Set([start]);
    for (const at of seen) for (const one of next.get(at) ?? []) seen.add(one);
    return seen.has(wanted);
  };
  return new Set(edges.filter(({ from, to }) => reaches(to, from)));
}

/** The longest way from what reads nothing. Circles of other rules are cut where they close. */
function levelsOf(edges: readonly Edge[]): ReadonlyMap<string, number> {
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const levels = new Map<string, number>();
  const under = new Set<string>();
  const levelOf = (id: string): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    if (under.has(id)) return 0;
    under.add(id);
    const level = Math.max(0, ...(before.get(id) ?? []).map((one) => levelOf(one) + 1));
    under.delete(id);
    levels.set(id, level);
    return level;
  };
  for (const { from, to } of edges) {
    levelOf(from);
    levelOf(to);
  }
  return levels;
}
