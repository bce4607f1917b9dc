export {
  type CompileOptions,
  type CompiledExpression,
  type ExpressionError,
  type Scope,
  compileExpression,
  describeExpressionProblem,
  isTruthy,
  readExpressionPaths,
} from './expression';
export { banshiFunctions } from './functions';
export { type Limits, WorkBudget, defaultLimits } from './limits';
export { expressionMessages } from './messages';
export { compilePattern } from './regex-engine';
