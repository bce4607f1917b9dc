export {
  type ScenarioFailure,
  type ScenarioResult,
  activeScenarios,
  runScenario,
} from './run-scenario';
export {
  type PlayedStep,
  type RecordedCase,
  type RecordedStep,
  type WhatIf,
  type WhatIfDifference,
  whatIf,
} from './what-if';
