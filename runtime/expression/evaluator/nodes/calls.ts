import { Lambda, type LambdaCode, Native, TailCall, apply } from '../call';
import { Failure } from '../failure';
import { type Evaluate, type Frame, type Run, UNBOUND } from '../run';
import { parseSignature } from '../signature';
import { type Compiler, type NodeCompiler, type SyntaxNode, leftOf, part } from '../syntax';
import { builtIns } from '../functions';
import { isFunction } from '../values';

/** `function($a, $b)<nn:n>{ … }`. */
export const lambda: NodeCompiler = (node, compiler) => {
  if (node.thunk === true) return compileTailCall(part(node.body), compiler);
  const { evaluate: body, weight } = compiler.compileWeighed(part(node.body));
  const code: LambdaCode = {
    parameters: (node.arguments ?? []).map(({ value }) => String(value)),
    signature: node.signature === undefined ? undefined : parseSignature(node.signature.definition),
    body,
    weight,
  };
  return (input, frame) => new Lambda(code, input, frame);
};

interface CallParts {
  readonly procedure: Evaluate;
  readonly args: readonly Evaluate[];
  readonly token: string | undefined;
  /** The name written without `$`, to suggest the function meant. */
  readonly bareName: string | undefined;
}

function partsOf(node: SyntaxNode, compiler: Compiler): CallParts {
  const procedure = part(node.procedure);
  const bareName = procedure.type === 'path' ? String(procedure.steps?.[0]?.value) : undefined;
  return {
    procedure: compiler.compile(procedure),
    args: (node.arguments ?? []).map((argument) =>
      isHole(argument) ? hole : compiler.compile(argument),
    ),
    token: bareName ?? (typeof procedure.value === 'string' ? procedure.value : undefined),
    bareName,
  };
}

function isHole(node: SyntaxNode): boolean {
  return node.type === 'operator' && node.value === '?';
}

const HOLE: unique symbol = Symbol('?');
const hole: Evaluate = () => HOLE;

function procedureOf(
  parts: CallParts,
  input: unknown,
  frame: Frame,
  run: Run,
  position: number | undefined,
  code: string,
): unknown {
  const procedure = parts.procedure(input, frame, run);
  const { bareName } = parts;
  if (procedure === undefined && bareName !== undefined) {
    const meant =
      frame.lookup(bareName) !== UNBOUND ||
      Object.hasOwn(run.bindings, bareName) ||
      builtIns.has(bareName);
    if (meant) throw new Failure(code, { token: bareName, position });
  }
  return procedure;
}

function compileTailCall(node: SyntaxNode, compiler: Compiler): Evaluate {
  const parts = partsOf(node, compiler);
  return (input, frame, run) => {
    const procedure = procedureOf(parts, input, frame, run, node.position, 'T1005');
    return new TailCall(
      procedure,
      parts.args.map((evaluate) => evaluate(input, frame, run)),
      parts.token,
      node.position,
    );
  };
}

type Caller = (input: unknown, frame: Frame, run: Run, before: readonly unknown[]) => unknown;

function compileCall(node: SyntaxNode, compiler: Compiler): Caller {
  const parts = partsOf(node, compiler);
  const { args, token } = parts;
  return (input, frame, run, before) => {
    const procedure = procedureOf(parts, input, frame, run, node.position, 'T1005');
    const values: unknown[] = [...before];
    for (const evaluate of args) values.push(evaluate(input, frame, run));
    return apply(procedure, values, input, run, token, node.position);
  };
}

const NOTHING: readonly unknown[] = [];

export const call: NodeCompiler = (node, compiler) => {
  const caller = compileCall(node, compiler);
  return (input, frame, run) => caller(input, frame, run, NOTHING);
};

/** `$f(?, 2)`. */
export const partial: NodeCompiler = (node, compiler) => {
  const parts = partsOf(node, compiler);
  return (input, frame, run) => {
    const values = parts.args.map((evaluate) => evaluate(input, frame, run));
    const procedure = procedureOf(parts, input, frame, run, node.position, 'T1007');
    if (!isFunction(procedure)) {
      throw new Failure('T1008', {
        position: node.position,
        ...(parts.token === undefined ? {} : { token: parts.token }),
      });
    }
    const open: number[] = [];
    for (let index = 0; index < procedure.arity; index += 1)
      if (values[index] === HOLE) open.push(index);
    return new Native(open.length, undefined, (inner, context, ...given) => {
      const complete = values.slice(0, procedure.arity);
      open.forEach((index, place) => {
        complete[index] = given[place];
      });
      return procedure.invoke(complete, inner, context);
    });
  };
};

/** `a ~> $f` and `$f ~> $g`. */
export const chain: NodeCompiler = (node, compiler) => {
  const left = compiler.compile(leftOf(node));
  const rightNode = part(node.rhs);
  if (rightNode.type === 'function') {
    const caller = compileCall(rightNode, compiler);
    return (input, frame, run) => caller(input, frame, run, [left(input, frame, run)]);
  }
  const right = compiler.compile(rightNode);
  return (input, frame, run) => {
    const value = left(input, frame, run);
    const procedure = right(input, frame, run);
    if (!isFunction(procedure))
      throw new Failure('T2006', { value: procedure, position: node.position });
    if (!isFunction(value)) return apply(procedure, [value], null, run, undefined, node.position);
    return new Native(1, undefined, (inner, _context, item) =>
      apply(procedure, [apply(value, [item], null, inner)], null, inner),
    );
  };
};
