export { step, type StepResult } from './step';
export type { Actor, Command, CommandOf, CommandType } from './command';
export type { CountersignResult } from './behaviors/countersign';
export { variablesSeenBy } from './view';
export { evaluateAssignment } from './behaviors/assignment';
export type { Effect, EffectOf, EffectType, TaskAssignment } from './effect';
export type { HistoryEvent, HistoryEventType } from './history';
export { type Rejection, type RejectionCode, InvariantError } from './rejection';
export { type Aside, type InstanceState, type InstanceStatus, type Variables, ROOT } from './state';
export { type ModificationInstruction, openMembers, returnTargets } from './operations';
export { describeInstance, type InstanceDescription } from './describe';
export { engineMessages } from '../messages/engine';
export { type ScriptStep, type ScriptTrace, runScript } from './script';
export { type TimerStart, nextTimerStart, timerStarts } from './timer-starts';
export {
  type Migration,
  type MigrationContext,
  type MigrationEntry,
  type MigrationPlan,
  type MigrationProblem,
  type ProposedMapping,
  migrate,
  proposeMapping,
} from './migration';
