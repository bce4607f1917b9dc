export { loadPackage, type LoadedPackage, type PackageLoading } from './load';
export { type PackageDifference, packageDifferences } from './diff';
export { type JsonSchema, packageSchemas } from './schemas';
export { workCalendar } from './calendar';
export { resolveParameters } from './parameters';
export { hashFiles, sha256 } from './hash';
export { fileKinds, kindOfFile } from './files';
export type {
  Calendar,
  Dictionary,
  Entity,
  FileKind,
  LedgerDefinition,
  Manifest,
  Organization,
  Parameter,
  Parameters,
  Permission,
  Roles,
  Scenario,
  ScenarioExpectation,
  ScenarioRefusal,
  ScenarioStep,
} from './files';
export { type ProducedVariables, producedVariables } from './variables';
export { packageMessages } from '../messages/package';
