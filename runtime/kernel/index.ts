export { type Result, ok, err } from './result';
export { type Problem, type ProblemSeverity, hasErrors } from './problem';
