export { type CaseState, variablesOf } from './case-state';
export type { Completion, Person } from './completion';
export { type CaseEnvironment, engineBindings, formContextOf, parametersOf } from './context';
export { describeNext } from './describe-next';
export { type CaseMigration, migrateCase } from './migrate-case';
export { searchWords } from './search-words';
export { type OpenForm, type Submission, accessOf, openForms, valuesOf } from './forms';
export { type HandMessage, handMessages, sendMessage } from './hand-message';
export { type Matter, type StartCase, mattersOf, mayStart, startCase } from './matter';
export { type CaseProblem, type CaseRefusal, refusal } from './refusal';
export { type CaseStep, runCommand } from './run-command';
export { actingAs } from './acting-as';
export type { Principal } from './completion';
export { cancelCase, mayCancel, mayUrge, urgeCase } from './initiator';
export { type TimedStart, startCaseByTimer } from './start-by-timer';
export { type OpenTask, completeTask, findTask } from './task';
export {
  type TaskOperation,
  operateTask,
  returnTargetsOf,
  withdrawStep,
  withdrawableSteps,
} from './task-operation';
export { caseMessages } from '../messages/case';
