import { type AstNode, leftOf, pairsOf, walkAst } from './ast';
import { isBuiltIn, takesContext } from './evaluator';

/**
 * The dotted paths that an expression may read: `members.name` from its input, `$params.reportDueDay` from a binding.
 * Conservative: a path stands for everything below it, and `''` (or a bare binding) for all of it.
 */
export function readPaths(root: AstNode): readonly string[] {
  const locals = localNames(root);
  const found = new Set<string>();
  visit(root, '', locals, found);
  return [...found].sort();
}

/** Names that the expression itself binds with `:=`, as parameters, or with `@` and `#`. */
export function localNames(root: AstNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of walkAst(root)) {
    if (node.type === 'bind') names.add(String(leftOf(node)?.value));
    if (node.type === 'lambda') {
      for (const parameter of node.arguments ?? []) names.add(String(parameter.value));
    }
    if (node.focus !== undefined) names.add(node.focus);
    if (node.index !== undefined) names.add(node.index);
    if (node.type === 'index') names.add(String(node.value));
  }
  return names;
}

/** Where the context of a node comes from: a dotted path, or null when it comes from a value already counted. */
type Context = string | null;

function visit(
  node: AstNode,
  context: Context,
  locals: ReadonlySet<string>,
  found: Set<string>,
): void {
  if (node.type === 'path') {
    visitPath(node, context, locals, found);
  } else {
    if (node.type === 'variable') {
      const from = variableContext(node, context, locals);
      if (from !== null) found.add(from);
    } else if (node.type === 'name' && context !== null) {
      found.add(join(context, String(node.value)));
    } else if (['wildcard', 'descendant', 'parent'].includes(node.type) && context !== null) {
      found.add(node.type === 'parent' ? '' : context);
    }
    if (node.type === 'function' && context !== null && readsContext(node)) found.add(context);
    for (const child of childrenOf(node)) {
      const chained = node.type === 'apply' && child === node.rhs && child.type === 'function';
      if (!chained) visit(child, context, locals, found);
      else for (const inner of childrenOf(child)) visit(inner, context, locals, found);
    }
  }
  const below = node.type === 'path' ? null : context;
  for (const stage of node.predicate ?? []) {
    if (stage.expr !== undefined) visit(stage.expr, below, locals, found);
  }
}

function visitPath(
  node: AstNode,
  context: Context,
  locals: ReadonlySet<string>,
  found: Set<string>,
): void {
  let at: Context = context;
  for (const step of node.steps ?? []) {
    const before: Context = at;
    if (step.type === 'name') at = at === null ? null : join(at, String(step.value));
    else if (step.type === 'variable') at = variableContext(step, at, locals);
    else if (step.type === 'parent') {
      found.add(at?.startsWith('$') ? (at.split('.')[0] ?? '') : '');
      at = null;
    } else if (step.type === 'sort') {
      for (const term of step.terms ?? []) visit(term.expression, at, locals, found);
    } else if (step.type === 'wildcard' || step.type === 'descendant') {
      if (at !== null) found.add(at);
      at = null;
    } else {
      if (at !== null && at !== '') found.add(at);
      visit(step, at, locals, found);
      at = null;
    }
    for (const stage of [...(step.stages ?? []), ...(step.predicate ?? [])]) {
      if (stage.expr !== undefined) visit(stage.expr, at, locals, found);
    }
    if (step.focus !== undefined) {
      if (at !== null) found.add(at);
      at = before;
    }
  }
  if (at !== null) found.add(at);
  for (const [key, value] of node.group?.lhs ?? []) {
    visit(key, at, locals, found);
    visit(value, at, locals, found);
  }
}

/** Whether a call leaves out an argument for which the context stands in. */
function readsContext(node: AstNode): boolean {
  const { procedure } = node;
  return (
    procedure?.type === 'variable' &&
    takesContext(String(procedure.value), node.arguments?.length ?? 0)
  );
}

function variableContext(node: AstNode, context: Context, locals: ReadonlySet<string>): Context {
  const name = String(node.value);
  if (name === '') return context;
  if (name === '$') return '';
  return locals.has(name) || isBuiltIn(name) ? null : `$${name}`;
}

function join(context: string, name: string): string {
  return context === '' ? name : `${context}.${name}`;
}

function childrenOf(node: AstNode): readonly AstNode[] {
  const children: (AstNode | undefined)[] = [
    leftOf(node),
    node.rhs,
    node.expression,
    ...(node.expressions ?? []),
    node.condition,
    node.then,
    node.else,
    node.procedure?.type === 'variable' ? undefined : node.procedure,
    ...(node.type === 'lambda' ? [] : (node.arguments ?? [])),
    node.body,
    node.pattern,
    node.update,
    node.delete,
    ...pairsOf(node).flat(),
    ...(node.group?.lhs ?? []).flat(),
  ];
  return children.filter(
    (child): child is AstNode => child !== undefined && child.type !== 'operator',
  );
}
