export { type ScenarioFailure, type ScenarioResult, runScenario } from './run-scenario';
