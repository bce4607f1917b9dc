import jsonata from 'jsonata';
import { type Result, err, ok } from '../kernel';
import { type SyntaxFault, syntaxSentence } from './syntax-sentences';
import { formatMessage } from '../messages/format';
import { type AstNode, walkAst } from './ast';
import { type Evaluator, Failure, compileEvaluator, isBuiltIn } from './evaluator';
import { forbiddenFunctions } from './functions';
import {
  LimitExceeded,
  type Limits,
  MAX_SOURCE_LENGTH,
  type WorkBudget,
  defaultLimits,
} from './limits';
import { type ExpressionErrorCode, expressionMessages } from './messages';
import { localNames, readPaths } from './reads';
import { compilePattern } from './regex-engine';

/** What an expression may read besides its input. */
export interface Scope {
  /** Values by name without `$`. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds that `$now()`, `$millis()` and `$today()` give. @default 0 */
  readonly now?: number;
  readonly limits?: Partial<Limits>;
  /** Shared with other evaluations; each takes its steps from it, and some for its length. */
  readonly budget?: WorkBudget;
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
  if (unknown === undefined) return known;
  return err(problem('EXPR-UNKNOWN-VARIABLE', { name: unknown }, positionOf(source, unknown)));
}

/** Where a variable stands; only asked for when it is refused, so the source is simply read again. */
function positionOf(source: string, variable: string): number | undefined {
  for (const node of walkAst(jsonata(source).ast() as AstNode)) {
    if (node.type === 'variable' && node.value === variable) return node.position;
  }
  return undefined;
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
  let ast: AstNode;
  try {
    ast = jsonata(source).ast() as AstNode;
  } catch (error) {
    return err(syntaxProblem(error));
  }
  const locals = localNames(ast);
  const refused = findRefused(ast, locals);
  if (refused !== undefined) return err(refused);
  try {
    const evaluator = compileEvaluator(ast, locals);
    return ok({
      source,
      reads: readPaths(ast),
      freeVariables: freeVariables(ast, locals),
      evaluate: (input, scope = {}) => evaluate(evaluator, source, input, scope),
    });
  } catch (error) {
    return err(failure(error));
  }
}

function findRefused(ast: AstNode, locals: ReadonlySet<string>): ExpressionError | undefined {
  for (const node of walkAst(ast)) {
    if (
      node.type === 'variable' &&
      forbiddenFunctions.has(String(node.value)) &&
      !locals.has(String(node.value))
    ) {
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

function freeVariables(ast: AstNode, locals: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>();
  for (const node of walkAst(ast)) {
    if (node.type !== 'variable') continue;
    const name = String(node.value);
    if (name !== '' && name !== '$' && !locals.has(name) && !isBuiltIn(name)) names.add(name);
  }
  return [...names].sort();
}

/** What an evaluation costs a shared budget before its first step. */
const STEPS_PER_EVALUATION = 4;

const NO_BINDINGS: Readonly<Record<string, unknown>> = {};

function evaluate(
  evaluator: Evaluator,
  source: string,
  input: unknown,
  scope: Scope,
): Result<unknown, ExpressionError> {
  const limits = scope.limits === undefined ? defaultLimits : { ...defaultLimits, ...scope.limits };
  const { budget } = scope;
  if (budget !== undefined) {
    if (budget.isSpent) return err(problem('EXPR-LIMIT', {}));
    budget.spend(STEPS_PER_EVALUATION + (source.length >> 5));
  }
  try {
    return ok(evaluator(input, scope.bindings ?? NO_BINDINGS, scope.now ?? 0, limits, budget));
  } catch (error) {
    return err(failure(error));
  }
}

interface JsonataError extends SyntaxFault {
  readonly position?: unknown;
}

function syntaxProblem(error: unknown): ExpressionError {
  if (error instanceof RangeError) return problem('EXPR-LIMIT', {});
  const { code, position } = error as JsonataError;
  const at = typeof position === 'number' ? position : 0;
  return {
    ...problem('EXPR-SYNTAX', { position: at, detail: syntaxSentence(error as JsonataError) }, at),
    ...(typeof code === 'string' ? { jsonataCode: code } : {}),
  };
}

/** @throws what is neither an error of the rule nor a bound, which is a bug of ours or of a host function */
function failure(error: unknown): ExpressionError {
  if (error instanceof LimitExceeded || error instanceof RangeError)
    return problem('EXPR-LIMIT', {});
  if (!(error instanceof Failure)) throw error;
  return {
    ...problem(errorCodeOf(error.code), { detail: error.sentence }, error.position),
    jsonataCode: error.code,
  };
}

function errorCodeOf(jsonataCode: string): ExpressionErrorCode {
  if (jsonataCode === 'D3137' || jsonataCode === 'D3141') return 'EXPR-RAISED';
  return jsonataCode.startsWith('T') ? 'EXPR-TYPE' : 'EXPR-FAILED';
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

/** What a source may read, without keeping it: see `CompiledExpression.reads`. */
export function readExpressionPaths(source: string): Result<readonly string[], ExpressionError> {
  const compiled = compileExpression(source);
  return compiled.ok ? ok(compiled.value.reads) : compiled;
}

/** The sentence with the place in the source, for editors: `第 2 行第 5 个字:…`. */
export function describeExpressionProblem(source: string, error: ExpressionError): string {
  if (error.position === undefined) return error.message;
  const before = source.slice(0, Math.max(0, error.position)).split('\n');
  return `第 ${before.length} 行第 ${before.at(-1)?.length ?? 0} 个字：${error.message}`;
}

/** JSONata's `$boolean`: empty texts, zero, null, empty arrays and objects are false, as are arrays of only false. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTruthy);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
