import { Failure } from './failure';
import { type Evaluate, Frame, type Run } from './run';
import { type Signature, parseSignature, validateArguments } from './signature';
import { Callable } from './values';

type Implementation = (run: Run, context: unknown, ...args: readonly never[]) => unknown;

/** A function of the language. */
export class Native extends Callable {
  private readonly signature: Signature | undefined;

  constructor(
    readonly arity: number,
    signature: string | undefined,
    private readonly implementation: Implementation,
  ) {
    super();
    this.signature = signature === undefined ? undefined : parseSignature(signature);
  }

  /** Whether a call with so many arguments reads its context in place of one left out. */
  takesContext(given: number): boolean {
    const needed = (this.signature ?? []).filter(
      ({ optional, context }) => context || !optional,
    ).length;
    return given < needed && (this.signature ?? []).some(({ context }) => context);
  }

  invoke(args: readonly unknown[], run: Run, context: unknown): unknown {
    return this.implementation(run, context, ...(args as readonly never[]));
  }

  override validate(
    args: readonly unknown[],
    context: unknown,
    token: string | undefined,
  ): readonly unknown[] {
    return this.signature === undefined
      ? args
      : validateArguments(this.signature, args, context, token);
  }
}

/** The parts of a function written in the rule that do not change from one making to the next. */
export interface LambdaCode {
  readonly parameters: readonly string[];
  readonly signature: Signature | undefined;
  readonly body: Evaluate;
  /** How deep its nodes nest. */
  readonly weight: number;
}

/** A function written in the rule, with the variables and the context of where it stands. */
export class Lambda extends Callable {
  readonly arity: number;

  constructor(
    readonly code: LambdaCode,
    readonly input: unknown,
    readonly frame: Frame,
  ) {
    super();
    this.arity = code.parameters.length;
  }

  invoke(args: readonly unknown[], run: Run): unknown {
    const { parameters, body, weight } = this.code;
    const values = parameters.map((_, index) => args[index]);
    run.enter(weight);
    try {
      return body(this.input, new Frame(this.frame, parameters, values), run);
    } finally {
      run.leave(weight);
    }
  }

  override validate(
    args: readonly unknown[],
    context: unknown,
    token: string | undefined,
  ): readonly unknown[] {
    return this.code.signature === undefined
      ? args
      : validateArguments(this.code.signature, args, context, token);
  }
}

/** A call in tail position: made by the caller's loop, so that recursion of this kind needs no stack. */
export class TailCall {
  constructor(
    readonly procedure: unknown,
    readonly args: readonly unknown[],
    readonly token: string | undefined,
    readonly position: number | undefined,
  ) {}
}

/** Applies a function value to arguments; `context` stands in for arguments left out. */
export function apply(
  procedure: unknown,
  args: readonly unknown[],
  context: unknown,
  run: Run,
  token?: string,
  position?: number,
): unknown {
  let result: unknown = new TailCall(procedure, args, token, position);
  while (result instanceof TailCall) result = callOnce(result, context, run);
  return result;
}

function callOnce(call: TailCall, context: unknown, run: Run): unknown {
  const { procedure, token, position } = call;
  if (!(procedure instanceof Callable)) {
    throw new Failure('T1006', { position, ...(token === undefined ? {} : { token }) });
  }
  run.step();
  for (const arg of call.args)
    if (typeof arg === 'string' || Array.isArray(arg)) run.step(arg.length >> 4);
  try {
    return procedure.invoke(procedure.validate(call.args, context, token), run, context);
  } catch (error) {
    if (error instanceof Failure) {
      error.position ??= position;
      error.token ??= token;
    }
    throw error;
  }
}

/** Arguments for a function given to `$map` and its like: only as many as it takes. */
export function callWith(procedure: Callable, args: readonly unknown[], run: Run): unknown {
  return apply(procedure, args.slice(0, Math.max(1, procedure.arity)), null, run);
}
