import { LimitExceeded } from '../limits';
import {
  arrayConstructor,
  bind,
  block,
  condition,
  descendant,
  literal,
  name,
  negation,
  parent,
  regex,
  variable,
  wildcard,
} from './nodes/basic';
import { call, chain, lambda, partial } from './nodes/calls';
import { compileFilter } from './nodes/filter';
import { compileGroup, objectConstructor } from './nodes/group';
import { binary } from './nodes/operators';
import { path } from './nodes/path';
import { transform } from './nodes/transform';
import type { Evaluate } from './run';
import { type Compiler, type NodeCompiler, type SyntaxNode, part } from './syntax';
import { Sequence, collapse } from './values';

/** How deep the nodes of a source may nest. */
const MAX_DEPTH = 400;

const compilers: Readonly<Record<string, NodeCompiler>> = {
  apply: chain,
  binary,
  bind,
  block,
  condition,
  descendant,
  function: call,
  lambda,
  name,
  number: literal,
  parent,
  partial,
  path,
  regex,
  string: literal,
  transform,
  unary: (node, compiler) => unary[String(node.value)]?.(node, compiler) ?? (() => undefined),
  value: literal,
  variable,
  wildcard,
};

const unary: Readonly<Record<string, NodeCompiler>> = {
  '-': negation,
  '[': arrayConstructor,
  '{': objectConstructor,
};

/** Nodes that never give a sequence, and so need none collapsed. */
const plainTypes: ReadonlySet<string> = new Set([
  'string',
  'number',
  'value',
  'lambda',
  'regex',
  'binary',
]);

class TreeCompiler implements Compiler {
  private depth = 0;
  private deepest = 0;

  constructor(private readonly locals: ReadonlySet<string>) {}

  isLocal(variable: string): boolean {
    return this.locals.has(variable);
  }

  /** @throws LimitExceeded when the source nests too deep */
  compile(node: SyntaxNode): Evaluate {
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth > MAX_DEPTH) throw new LimitExceeded();
    const evaluate = this.compileWhole(node);
    this.depth -= 1;
    return evaluate;
  }

  compileWeighed(node: SyntaxNode): { readonly evaluate: Evaluate; readonly weight: number } {
    const before = this.deepest;
    this.deepest = this.depth;
    const evaluate = this.compile(node);
    const weight = this.deepest - this.depth;
    this.deepest = Math.max(before, this.deepest);
    return { evaluate, weight };
  }

  /** The node, then what may follow any node: filters, grouping, `[]`. */
  private compileWhole(node: SyntaxNode): Evaluate {
    const compileNode = compilers[node.type];
    if (compileNode === undefined)
      throw new Error(`The JSONata parser gave a node of unknown type ${node.type}.`);
    const evaluate = compileNode(node, this);
    const filters = (node.predicate ?? []).map((predicate) =>
      compileFilter(part(predicate.expr), this),
    );
    const group =
      node.type === 'path' || node.group === undefined ? undefined : compileGroup(node.group, this);
    const keepArray = node.keepArray === true;
    if (filters.length === 0 && group === undefined && !keepArray) {
      if (plainTypes.has(node.type) && node.value !== '..') return evaluate;
      return (input, frame, run) => collapse(evaluate(input, frame, run));
    }
    return (input, frame, run) => {
      let result = evaluate(input, frame, run);
      for (const filter of filters) result = filter(result, frame, run);
      if (group !== undefined) result = group(result, frame, run);
      if (keepArray && result instanceof Sequence && !result.tuples) result.keepSingleton = true;
      return collapse(result);
    };
  }
}

/** Compiles a syntax tree; `locals` are the names that the rule itself binds. */
export function compileTree(root: SyntaxNode, locals: ReadonlySet<string>): Evaluate {
  return new TreeCompiler(locals).compile(root);
}
