export {
  type CompileOptions,
  type CompiledExpression,
  type ExpressionError,
  type Scope,
  compileExpression,
  isTruthy,
} from './expression';
export { banshiFunctions } from './functions';
export { type Limits, defaultLimits } from './limits';
export { expressionMessages } from './messages';
export { LinearRegex, compilePattern } from './regex-engine';
