export { type CaseState, variablesOf } from './case-state';
export { type CaseEnvironment, engineBindings, formContextOf, parametersOf } from './context';
export {
  type CaseStep,
  type Completion,
  type HandMessage,
  type Matter,
  type OpenForm,
  type OpenTask,
  type Person,
  type StartCase,
  type Submission,
  accessOf,
  completeTask,
  findTask,
  handMessages,
  mattersOf,
  mayStart,
  openForms,
  runCommand,
  sendMessage,
  startCase,
  valuesOf,
} from './case';
export { describeNext } from './describe-next';
export { type CaseProblem, type CaseRefusal, refusal } from './refusal';
export { caseMessages } from '../messages/case';
