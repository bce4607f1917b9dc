/** The parts of JSONata's syntax tree that this module reads. The parser's own typing stops at `any`. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly AstNode[];
  readonly stages?: readonly AstNode[];
  readonly predicate?: readonly AstNode[];
  readonly group?: { readonly lhs: ReadonlyArray<readonly [AstNode, AstNode]> };
  readonly expr?: AstNode;
  readonly lhs?: AstNode | ReadonlyArray<readonly [AstNode, AstNode]>;
  readonly rhs?: AstNode;
  readonly expression?: AstNode;
  readonly expressions?: readonly AstNode[];
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly procedure?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly body?: AstNode;
  readonly terms?: ReadonlyArray<{ readonly expression: AstNode }>;
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
  readonly focus?: string;
  readonly index?: string;
  readonly keepSingletonArray?: boolean;
  readonly keepArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly ancestor?: unknown;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}

/** The pairs of an object constructor `{ key: value }`. */
export function pairsOf(node: AstNode): ReadonlyArray<readonly [AstNode, AstNode]> {
  return Array.isArray(node.lhs) ? (node.lhs as ReadonlyArray<readonly [AstNode, AstNode]>) : [];
}

/** The left side of an operator. */
export function leftOf(node: AstNode): AstNode | undefined {
  return isNode(node.lhs) ? node.lhs : undefined;
}

/** Every node of a tree; the order does not matter to callers. */
export function* walkAst(root: AstNode): Generator<AstNode> {
  const stack: unknown[] = [root];
  const seen = new Set<unknown>();
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof RegExp)
      continue;
    seen.add(value);
    if (isNode(value)) yield value;
    stack.push(...Object.values(value));
  }
}
