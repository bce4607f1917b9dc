import jsonata from 'jsonata';
import { type Result, err, ok } from '../kernel';
import { formatMessage } from '../messages/format';
import { type AstNode, walkAst } from './ast';
import { type FastNode, FULL, compileFast } from './fast-path';
import { type FunctionContext, banshiFunctions, forbiddenFunctions } from './functions';
import { LimitExceeded, type Limits, MAX_SOURCE_LENGTH, defaultLimits } from './limits';
import { type ExpressionErrorCode, expressionMessages } from './messages';
import { localNames, readPaths } from './reads';
import { LinearRegex, compilePattern } from './regex-engine';

/** What an expression may read besides its input. */
export interface Scope {
  /** Values by name without `$`. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds that `$now()`, `$millis()` and `$today()` give. @default 0 */
  readonly now?: number;
  readonly limits?: Partial<Limits>;
}

export interface ExpressionError {
  readonly code: ExpressionErrorCode;
  /** JSONata's own code, for example `T2001`. */
  readonly jsonataCode?: string;
  /** The Chinese sentence. */
  readonly message: string;
  /** Characters from the start of the source. */
  readonly position?: number;
}

/** A rule, compiled once; evaluation is synchronous, bounded, and changes nothing. */
export interface CompiledExpression {
  readonly source: string;
  /** Dotted paths that it may read (`members.name`, `$params.reportDueDay`), each standing for all below it. */
  readonly reads: readonly string[];
  /** Variables that it takes from its scope, without `$`. */
  readonly freeVariables: readonly string[];
  /** @returns plain JSON, or undefined for no value */
  evaluate(input: unknown, scope?: Scope): Result<unknown, ExpressionError>;
}

export interface CompileOptions {
  /** Variables that may be read; others are refused. @default any */
  readonly variables?: readonly string[];
}

/** JSONata's public type leaves out the options and the hooks that bound an evaluation. */
type Library = (source: string, options: { RegexEngine: typeof LinearRegex }) => jsonata.Expression;

const CACHE_SIZE = 5_000;
const cache = new Map<string, Result<CompiledExpression, ExpressionError>>();

/**
 * Compiles a JSONata expression. The same source gives the same object, so compiling on the way is cheap.
 *
 * @see https://docs.jsonata.org; SPEC.md lists what Banshi adds, bounds and refuses
 */
export function compileExpression(
  source: string,
  options: CompileOptions = {},
): Result<CompiledExpression, ExpressionError> {
  const known = cache.get(source) ?? remember(source, compile(source));
  if (!known.ok || options.variables === undefined) return known;
  const allowed = new Set(options.variables);
  const unknown = known.value.freeVariables.find((name) => !allowed.has(name));
  return unknown === undefined ? known : err(problem('EXPR-UNKNOWN-VARIABLE', { name: unknown }));
}

function remember(
  source: string,
  compiled: Result<CompiledExpression, ExpressionError>,
): Result<CompiledExpression, ExpressionError> {
  if (cache.size >= CACHE_SIZE) {
    const oldest = cache.keys().next();
    if (oldest.done !== true) cache.delete(oldest.value);
  }
  cache.set(source, compiled);
  return compiled;
}

function compile(source: string): Result<CompiledExpression, ExpressionError> {
  if (source.length > MAX_SOURCE_LENGTH) {
    return err(problem('EXPR-TOO-LONG', { limit: MAX_SOURCE_LENGTH }));
  }
  let library: jsonata.Expression;
  try {
    library = (jsonata as unknown as Library)(source, { RegexEngine: LinearRegex });
  } catch (error) {
    return err(syntaxProblem(error));
  }
  const ast = library.ast() as AstNode;
  const refused = findRefused(ast);
  if (refused !== undefined) return err(refused);
  const full = new FullEvaluator(library);
  const fast = compileFast(ast);
  const locals = localNames(ast);
  return ok({
    source,
    reads: readPaths(ast),
    freeVariables: freeVariables(ast, locals),
    evaluate: (input, scope = {}) => evaluate(fast, full, input, scope),
  });
}

function findRefused(ast: AstNode): ExpressionError | undefined {
  for (const node of walkAst(ast)) {
    if (node.type === 'variable' && forbiddenFunctions.has(String(node.value))) {
      return problem('EXPR-FORBIDDEN', { name: String(node.value) }, node.position);
    }
    if (node.type === 'regex') {
      const pattern = node.value as RegExp;
      try {
        compilePattern(pattern);
      } catch {
        return problem('EXPR-PATTERN', { pattern: pattern.source }, node.position);
      }
    }
  }
  return undefined;
}

const JSONATA_FUNCTIONS = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round ' +
    'abs sqrt power boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse ' +
    'each error assert type sort distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent ' +
    'decodeUrl toMillis fromMillis clone now millis'
  ).split(' '),
);

function freeVariables(ast: AstNode, locals: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>();
  for (const node of walkAst(ast)) {
    if (node.type !== 'variable') continue;
    const name = String(node.value);
    const builtIn = JSONATA_FUNCTIONS.has(name) || banshiFunctions[name] !== undefined;
    if (name !== '' && name !== '$' && !locals.has(name) && !builtIn) names.add(name);
  }
  return [...names].sort();
}

const NO_BINDINGS: Readonly<Record<string, unknown>> = {};

function evaluate(
  fast: FastNode | undefined,
  full: FullEvaluator,
  input: unknown,
  scope: Scope,
): Result<unknown, ExpressionError> {
  const limits = scope.limits === undefined ? defaultLimits : { ...defaultLimits, ...scope.limits };
  const context: FunctionContext = { now: scope.now ?? 0, textLimit: limits.text };
  const bindings = scope.bindings ?? NO_BINDINGS;
  if (fast !== undefined) {
    const value = fast({ input, bindings, context });
    if (value !== FULL) return ok(value);
  }
  return full.evaluate(input, bindings, context, limits);
}

/** JSONata's own evaluator, held within the bounds by its entry and exit hooks. */
class FullEvaluator {
  private steps = 0;
  private depth = 0;
  private limits: Limits = defaultLimits;
  private context: FunctionContext = { now: 0, textLimit: defaultLimits.text };

  constructor(private readonly library: jsonata.Expression) {
    library.assign('__evaluate_entry', () => {
      this.steps += 1;
      this.depth += 1;
      if (this.steps > this.limits.steps || this.depth > this.limits.depth) throw new LimitExceeded();
    });
    library.assign('__evaluate_exit', (_node: unknown, _input: unknown, _frame: unknown, result: unknown) => {
      this.depth -= 1;
      if (typeof result === 'string' && result.length > this.limits.text) throw new LimitExceeded();
      if (Array.isArray(result) && result.length > this.limits.sequence) throw new LimitExceeded();
    });
    for (const [name, { run, signature }] of Object.entries(banshiFunctions)) {
      const parameters = Math.max(1, signature.replace(/:.*|[<>?-]/g, '').length);
      library.registerFunction(
        name,
        (...values) => run(this.context, ...values.slice(0, parameters)),
        name === 'pad' ? signature : undefined,
      );
    }
  }

  evaluate(
    input: unknown,
    bindings: Readonly<Record<string, unknown>>,
    context: FunctionContext,
    limits: Limits,
  ): Result<unknown, ExpressionError> {
    this.steps = 0;
    this.depth = 0;
    this.limits = limits;
    this.context = context;
    try {
      return ok(plain(this.library.evaluate(input, { ...bindings }), limits));
    } catch (error) {
      return err(failure(error));
    }
  }
}

/** Functions are no data; sequences lose the marks that JSONata puts on them. */
function plain(value: unknown, limits: Limits): unknown {
  let budget = limits.steps;
  const copy = (item: unknown, depth: number): unknown => {
    budget -= 1;
    if (budget < 0 || depth > limits.depth) throw new LimitExceeded();
    if (typeof item === 'function') return undefined;
    if (typeof item === 'number' && !Number.isFinite(item)) return undefined;
    if (Array.isArray(item)) return item.map((one) => copy(one, depth + 1) ?? null);
    if (typeof item !== 'object' || item === null) return item;
    if ('_jsonata_lambda' in item || '_jsonata_function' in item) return undefined;
    const result: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(item)) {
      const copied = copy(one, depth + 1);
      if (copied === undefined) continue;
      Object.defineProperty(result, key, { value: copied, enumerable: true, writable: true, configurable: true });
    }
    return result;
  };
  return copy(value, 0);
}

interface JsonataError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly position?: unknown;
}

function syntaxProblem(error: unknown): ExpressionError {
  const { code, message, position } = error as JsonataError;
  const at = typeof position === 'number' ? position : 0;
  return {
    ...problem('EXPR-SYNTAX', { position: at, detail: String(message) }, at),
    ...(typeof code === 'string' ? { jsonataCode: code } : {}),
  };
}

function failure(error: unknown): ExpressionError {
  if (error instanceof LimitExceeded || error instanceof RangeError) return problem('EXPR-LIMIT', {});
  const { code, message, position } = error as JsonataError;
  if (typeof code !== 'string') throw error;
  const detail = String(message ?? code);
  const ours: ExpressionErrorCode =
    code === 'D3137' || code === 'D3141'
      ? 'EXPR-RAISED'
      : code.startsWith('T')
        ? 'EXPR-TYPE'
        : 'EXPR-FAILED';
  return {
    ...problem(ours, { detail }, typeof position === 'number' ? position : undefined),
    jsonataCode: code,
  };
}

function problem(
  code: ExpressionErrorCode,
  params: Readonly<Record<string, string | number>>,
  position?: number,
): ExpressionError {
  return {
    code,
    message: formatMessage(expressionMessages, code, params),
    ...(position === undefined ? {} : { position }),
  };
}

/** JSONata's `$boolean`: empty texts, zero, null, empty arrays and objects are false, as are arrays of only false. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTruthy);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
