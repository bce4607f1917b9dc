export {
  type ScenarioFailure,
  type ScenarioResult,
  activeScenarios,
  runScenario,
} from './run-scenario';
