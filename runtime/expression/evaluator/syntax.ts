import type { Evaluate } from './run';

type Pairs = ReadonlyArray<readonly [SyntaxNode, SyntaxNode]>;

/** A node of JSONata's syntax tree as its parser gives it; which fields are there depends on `type`. */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly SyntaxNode[];
  readonly stages?: readonly SyntaxNode[];
  readonly predicate?: readonly SyntaxNode[];
  readonly group?: { readonly lhs: Pairs; readonly position?: number };
  /** The condition of a filter stage. */
  readonly expr?: SyntaxNode;
  /** A node for an operator, pairs for an object constructor. */
  readonly lhs?: SyntaxNode | Pairs;
  readonly rhs?: SyntaxNode;
  readonly expression?: SyntaxNode;
  readonly expressions?: readonly SyntaxNode[];
  readonly condition?: SyntaxNode;
  readonly then?: SyntaxNode;
  readonly else?: SyntaxNode;
  readonly procedure?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly body?: SyntaxNode;
  readonly signature?: { readonly definition: string };
  /** A lambda that stands for a call in tail position. */
  readonly thunk?: boolean;
  readonly terms?: ReadonlyArray<{
    readonly expression: SyntaxNode;
    readonly descending?: boolean;
  }>;
  readonly pattern?: SyntaxNode;
  readonly update?: SyntaxNode;
  readonly delete?: SyntaxNode;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  readonly slot?: { readonly label: string };
  readonly tuple?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly keepArray?: boolean;
  readonly consarray?: boolean;
}

/** What a node's compiler may use of the whole. */
export interface Compiler {
  compile(node: SyntaxNode): Evaluate;
  /** Compiles, and tells how deep the nodes nest. */
  compileWeighed(node: SyntaxNode): { readonly evaluate: Evaluate; readonly weight: number };
  /** Whether the rule itself binds the name somewhere. */
  isLocal(name: string): boolean;
}

export type NodeCompiler = (node: SyntaxNode, compiler: Compiler) => Evaluate;

/** A part that the parser always gives. */
export function part(node: SyntaxNode | undefined): SyntaxNode {
  if (node === undefined) throw new Error('The JSONata parser left out a part of a node.');
  return node;
}

export function leftOf(node: SyntaxNode): SyntaxNode {
  return part(Array.isArray(node.lhs) ? undefined : (node.lhs as SyntaxNode | undefined));
}

export function pairsOf(node: { readonly lhs?: SyntaxNode | Pairs }): Pairs {
  return Array.isArray(node.lhs) ? (node.lhs as Pairs) : [];
}
