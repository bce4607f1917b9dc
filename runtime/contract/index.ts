export { endpoints, type Endpoint } from './endpoints';
export {
  routes,
  type Route,
  type RouteName,
  type RouteBody,
  type RouteQuery,
  type RouteAnswer,
} from './routes';
export { instant, pageOf, pageQuery, type Page } from './page';
export {
  inputProblem,
  problemDetails,
  type InputProblem,
  type ProblemDetails,
} from './problem-details';
export type {
  DemoUser,
  LogInRequest,
  Seat,
  SessionState,
  SessionUser,
  SetupRequest,
} from './session';
export type {
  CompleteTaskRequest,
  DraftSaved,
  FormContextData,
  Outcome,
  PreviewCompletion,
  SaveDraftRequest,
  TaskCompleted,
  Colleague,
  TaskDetail,
  TaskOperationRequest,
  TaskForm,
  TaskPage,
  TaskQuery,
  TaskSummary,
} from './task';
export type {
  CaseDetail,
  CaseDiagram,
  CaseMessageRequest,
  CaseQuery,
  CaseStarted,
  CaseSummary,
  Matter,
  MatterDraft,
  MatterDraftSummary,
  SubmissionDetail,
  SubmissionSummary,
  SubmitMatterRequest,
  TimelineEntry,
} from './case';
export type { Absence } from './absence';
export type { ImportView } from './import';
export type { Notice, NoticeKind, NoticePage } from './notice';
export type {
  Dossier,
  LedgerColumn,
  LedgerPage,
  LedgerQuery,
  LedgerSummary,
  RecordField,
  RecordPage,
  RecordQuery,
  RecordRevisionView,
  RecordSummary,
  UnmaskRequest,
  Unmasked,
} from './record';
export type {
  CheckResult,
  Difference,
  FileContent,
  FileSaved,
  PackageContent,
  PackageFile,
  PackageSummary,
  PublishPreview,
  PublishRequest,
  Published,
  SaveFileRequest,
  ScenarioRun,
} from './package';
export type {
  ActivityRun,
  AuditEntry,
  IncidentSummary,
  MigrationCheck,
  MigrationPreview,
  MigrationProposal,
  MigrationRun,
  MigrationRunDetail,
  OperatedProcess,
  OperatorCaseDetail,
  OperatorCaseSummary,
  PendingWork,
  ProcessCounts,
  Today,
  UploadedFile,
  VariableEdit,
  WhatIfResult,
} from './operations';
