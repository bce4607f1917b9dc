import { z } from 'zod';
import * as cases from './case';
import * as imports from './import';
import * as absence from './absence';
import * as notices from './notice';
import * as operations from './operations';
import * as packages from './package';
import { pageOf, pageQuery } from './page';
import * as records from './record';
import * as session from './session';
import { endpoints, type Endpoint } from './endpoints';
import * as tasks from './task';

/** How a route is reached and what goes in and out. `permission` is checked besides the rules of the subject itself. */
export interface Route extends Endpoint {
  readonly summary: string;
  /** `public` needs no session. @default 'session' */
  readonly access?: 'public' | 'session';
  readonly permission?: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: the answer is a file or empty (204). */
  readonly answer?: z.ZodType;
  readonly answerType?: 'json' | 'file' | 'none';
}

const drafts = { list: pageOf(cases.matterDraftSummary) };

/**
 * Every HTTP operation of the server; the routers, the clients' types and `/api/openapi.json` all come from this table.
 */
export const routes = {
  getSession: {
    ...endpoints.getSession,
    summary: 'Who is logged in',
    access: 'public',
    answer: session.sessionState,
  },
  logIn: {
    ...endpoints.logIn,
    summary: 'Log in',
    access: 'public',
    body: session.logInRequest,
    answer: session.sessionState,
  },
  logOut: {
    ...endpoints.logOut,
    summary: 'Log out',
    answerType: 'none',
  },
  setUp: {
    ...endpoints.setUp,
    summary: 'Create the first administrator',
    access: 'public',
    body: session.setupRequest,
    answer: session.sessionState,
  },
  listDemoUsers: {
    ...endpoints.listDemoUsers,
    summary: 'Demonstration people (demo mode only)',
    access: 'public',
    answer: z.array(session.demoUser),
  },
  getToday: {
    ...endpoints.getToday,
    summary: 'The front page',
    answer: operations.today,
  },

  listNotices: {
    ...endpoints.listNotices,
    summary: 'What the person is told, newest first',
    query: notices.noticeQuery,
    answer: notices.noticePage,
  },
  listAbsences: {
    ...endpoints.listAbsences,
    summary: 'When one is away, and for whom one stands in (请假代办)',
    answer: absence.absences,
  },
  saveAbsence: {
    ...endpoints.saveAbsence,
    summary: 'Be away and have somebody stand in',
    body: absence.saveAbsence,
    answer: absence.absences,
  },
  endAbsence: {
    ...endpoints.endAbsence,
    summary: 'Be back, or not go at all',
    answer: absence.absences,
  },
  markNoticesRead: {
    ...endpoints.markNoticesRead,
    summary: 'Mark notices as read',
    body: notices.markNoticesRead,
    answer: notices.noticesRead,
  },

  listTasks: {
    ...endpoints.listTasks,
    summary: '待办 and 已办',
    query: tasks.taskQuery,
    answer: tasks.taskPage,
  },
  getTask: {
    ...endpoints.getTask,
    summary: 'A task with its forms',
    answer: tasks.taskDetail,
  },
  saveTaskDraft: {
    ...endpoints.saveTaskDraft,
    summary: 'Save a draft',
    body: tasks.saveDraftRequest,
    answer: tasks.draftSaved,
  },
  previewTask: {
    ...endpoints.previewTask,
    summary: 'Check and say what would happen next',
    body: tasks.completeTaskRequest,
    answer: tasks.previewCompletion,
  },
  completeTask: {
    ...endpoints.completeTask,
    summary: 'Complete a task',
    body: tasks.completeTaskRequest,
    answer: tasks.taskCompleted,
  },
  claimTask: {
    ...endpoints.claimTask,
    summary: 'Claim',
    answer: tasks.taskDetail,
  },
  releaseTask: {
    ...endpoints.releaseTask,
    summary: 'Release',
    answer: tasks.taskDetail,
  },

  completeTasks: {
    ...endpoints.completeTasks,
    summary: 'Decide several tasks alike (批量办理); each succeeds or fails on its own',
    body: tasks.completeTasksRequest,
    answer: tasks.tasksCompleted,
  },
  operateTask: {
    ...endpoints.operateTask,
    summary: '转办, 委派, 加签, 减签 or 退回',
    body: tasks.taskOperation,
    answer: tasks.taskCompleted,
  },
  listColleagues: {
    ...endpoints.listColleagues,
    summary: 'Colleagues by name',
    query: tasks.colleagueQuery,
    answer: z.array(tasks.colleague),
  },

  listMatters: {
    ...endpoints.listMatters,
    summary: 'What the person may start',
    answer: z.array(cases.matter),
  },
  getListTemplate: {
    ...endpoints.getListTemplate,
    summary: 'A workbook for a list of applicants',
    answerType: 'file',
  },
  startImport: {
    ...endpoints.startImport,
    summary: 'Send a filled list (multipart field `file`); it is checked after the answer',
    answer: imports.importView,
  },
  getImport: {
    ...endpoints.getImport,
    summary: 'What has become of a list',
    answer: imports.importView,
  },
  listImports: {
    ...endpoints.listImports,
    summary: 'My lists, the newest first',
    answer: z.array(imports.importView),
  },
  openMatterDraft: {
    ...endpoints.openMatterDraft,
    summary: 'Open the application form',
    body: cases.openMatterDraftRequest,
    answer: cases.matterDraft,
  },
  listMatterDrafts: {
    ...endpoints.listMatterDrafts,
    summary: 'My unsent applications, the newest first',
    query: cases.matterDraftQuery,
    answer: drafts.list,
  },
  getMatterDraft: {
    ...endpoints.getMatterDraft,
    summary: 'An unsent application',
    answer: cases.matterDraft,
  },
  saveMatterDraft: {
    ...endpoints.saveMatterDraft,
    summary: 'Save an unsent application',
    body: cases.saveMatterDraftRequest,
    answer: tasks.draftSaved,
  },
  discardMatterDraft: {
    ...endpoints.discardMatterDraft,
    summary: 'Discard an unsent application',
    answerType: 'none',
  },
  submitMatter: {
    ...endpoints.submitMatter,
    summary: 'Start the case',
    body: cases.submitMatterRequest,
    answer: cases.caseStarted,
  },

  listCases: {
    ...endpoints.listCases,
    summary: '我发起的 and all cases',
    query: cases.caseQuery,
    answer: cases.casePage,
  },
  getCase: {
    ...endpoints.getCase,
    summary: 'A case with its timeline',
    answer: cases.caseDetail,
  },
  getCaseDiagram: {
    ...endpoints.getCaseDiagram,
    summary: 'The process picture',
    answer: cases.caseDiagram,
  },
  sendCaseMessage: {
    ...endpoints.sendCaseMessage,
    summary: 'Give a message to the case (撤回 …)',
    body: cases.caseMessageRequest,
    answer: cases.caseDetail,
  },
  withdrawStep: {
    ...endpoints.withdrawStep,
    summary: 'Take back a step that one has just done (撤回)',
    body: cases.withdrawRequest,
    answer: cases.caseDetail,
  },
  urgeCase: {
    ...endpoints.urgeCase,
    summary: 'Urge the performers of the open steps (催办)',
    body: cases.urgeRequest,
    answer: cases.caseDetail,
  },
  copyCase: {
    ...endpoints.copyCase,
    summary: 'Tell people of a case (抄送); they may then see it',
    body: cases.copyRequest,
    answer: cases.caseDetail,
  },
  cancelCase: {
    ...endpoints.cancelCase,
    summary: 'Cancel a case as its initiator (撤销)',
    body: cases.cancelRequest,
    answer: cases.caseDetail,
  },
  getSubmission: {
    ...endpoints.getSubmission,
    summary: 'A submitted form, for reading and printing',
    answer: cases.submissionDetail,
  },
  printSubmission: {
    ...endpoints.printSubmission,
    summary: 'A submitted form on A4, as PDF or DOCX',
    query: cases.printQuery,
    answerType: 'file',
  },
  printEmptyForm: {
    ...endpoints.printEmptyForm,
    summary: 'A form of the current version on A4, to be filled by hand',
    query: cases.printQuery,
    answerType: 'file',
  },

  listRecords: {
    ...endpoints.listRecords,
    summary: '农户档案',
    query: records.recordQuery,
    answer: records.recordPage,
  },
  getDossier: {
    ...endpoints.getDossier,
    summary: '一户一档',
    answer: records.dossier,
  },
  unmaskField: {
    ...endpoints.unmaskField,
    summary: 'Show a masked value; audited',
    permission: 'household.unmask',
    body: records.unmaskRequest,
    answer: records.unmasked,
  },
  listLedgers: {
    ...endpoints.listLedgers,
    summary: '台账',
    permission: 'ledger.read',
    answer: z.array(records.ledgerSummary),
  },
  getLedger: {
    ...endpoints.getLedger,
    summary: 'A page of a ledger',
    permission: 'ledger.read',
    query: records.ledgerQuery,
    answer: records.ledgerPage,
  },
  exportLedger: {
    ...endpoints.exportLedger,
    summary: 'The ledger as XLSX',
    permission: 'ledger.export',
    query: records.ledgerQuery,
    answerType: 'file',
  },

  uploadFile: {
    ...endpoints.uploadFile,
    summary: 'Upload one file (multipart field `file`)',
    answer: operations.uploadedFile,
  },
  getFile: {
    ...endpoints.getFile,
    summary: 'Download a file',
    answerType: 'file',
  },

  listPackages: {
    ...endpoints.listPackages,
    summary: 'Definition packages',
    permission: 'definition.edit',
    answer: z.array(packages.packageSummary),
  },
  getVersion: {
    ...endpoints.getVersion,
    summary: 'One published version',
    permission: 'definition.edit',
    answer: packages.packageContent,
  },
  compareVersions: {
    ...endpoints.compareVersions,
    summary: 'What a version has that another had not, as people read it',
    permission: 'definition.edit',
    query: z.object({ from: z.string().max(40) }),
    answer: z.array(packages.difference),
  },
  getVersionFile: {
    ...endpoints.getVersionFile,
    summary: 'One file of a version',
    permission: 'definition.edit',
    query: z.object({ path: z.string() }),
    answer: packages.fileContent,
  },
  getDraft: {
    ...endpoints.getDraft,
    summary: 'The draft; begins one from the current version',
    permission: 'definition.edit',
    answer: packages.packageContent,
  },
  getDraftFile: {
    ...endpoints.getDraftFile,
    summary: 'One file of the draft',
    permission: 'definition.edit',
    query: z.object({ path: z.string() }),
    answer: packages.fileContent,
  },
  saveDraftFile: {
    ...endpoints.saveDraftFile,
    summary: 'Save one file of the draft',
    permission: 'definition.edit',
    body: packages.saveFileRequest,
    answer: packages.fileSaved,
  },
  discardDraft: {
    ...endpoints.discardDraft,
    summary: 'Discard the draft',
    permission: 'definition.edit',
    answerType: 'none',
  },
  checkDraft: {
    ...endpoints.checkDraft,
    summary: 'All problems of the draft',
    permission: 'definition.edit',
    answer: packages.checkResult,
  },
  testDraft: {
    ...endpoints.testDraft,
    summary: 'Run the scenarios on the draft',
    permission: 'definition.edit',
    answer: packages.scenarioRun,
  },
  previewPublish: {
    ...endpoints.previewPublish,
    summary: 'What publishing would change',
    permission: 'definition.publish',
    answer: packages.publishPreview,
  },
  publishDraft: {
    ...endpoints.publishDraft,
    summary: 'Publish a new version',
    permission: 'definition.publish',
    body: packages.publishRequest,
    answer: packages.published,
  },

  listIncidents: {
    ...endpoints.listIncidents,
    summary: 'Open incidents',
    permission: 'operations',
    query: pageQuery,
    answer: operations.incidentPage,
  },
  retryIncident: {
    ...endpoints.retryIncident,
    summary: 'Retry after repair, with variables edited first',
    permission: 'operations',
    body: operations.retryIncidentRequest,
    answerType: 'none',
  },
  listOperatedProcesses: {
    ...endpoints.listOperatedProcesses,
    summary: 'Processes with the versions in which cases run',
    permission: 'operations',
    answer: z.array(operations.operatedProcess),
  },
  getProcessCounts: {
    ...endpoints.getProcessCounts,
    summary: 'The drawing of a version with how many cases are where',
    permission: 'operations',
    answer: operations.processCounts,
  },
  listOperatorCases: {
    ...endpoints.listOperatorCases,
    summary: 'Cases by number, household, state, version, place or variable',
    permission: 'operations',
    query: operations.operatorCaseQuery,
    answer: operations.operatorCasePage,
  },
  getOperatorCase: {
    ...endpoints.getOperatorCase,
    summary: 'A case as its operators see it',
    permission: 'operations',
    answer: operations.operatorCaseDetail,
  },
  editVariables: {
    ...endpoints.editVariables,
    summary: 'Edit variables of a case; audited before and after',
    permission: 'operations',
    body: operations.editVariablesRequest,
    answer: operations.operatorCaseDetail,
  },
  modifyCase: {
    ...endpoints.modifyCase,
    summary: 'Cancel what runs or start elsewhere; audited',
    permission: 'operations',
    body: operations.modifyCaseRequest,
    answer: operations.operatorCaseDetail,
  },
  suspendCase: {
    ...endpoints.suspendCase,
    summary: 'Hold a case: its clocks stop',
    permission: 'operations',
    body: operations.holdCaseRequest,
    answer: operations.operatorCaseDetail,
  },
  resumeCase: {
    ...endpoints.resumeCase,
    summary: 'Let a held case go on',
    permission: 'operations',
    body: operations.holdCaseRequest,
    answer: operations.operatorCaseDetail,
  },
  terminateCase: {
    ...endpoints.terminateCase,
    summary: 'End a case where it is, with the reason',
    permission: 'operations',
    body: operations.holdCaseRequest,
    answer: operations.operatorCaseDetail,
  },
  askWhatIf: {
    ...endpoints.askWhatIf,
    summary: 'What another version or the draft would have made of a case; writes nothing',
    permission: 'operations',
    body: operations.whatIfRequest,
    answer: operations.whatIfResult,
  },
  proposeMigration: {
    ...endpoints.proposeMigration,
    summary: 'What most likely becomes of each element in another version',
    permission: 'operations',
    query: operations.migrationProposalQuery,
    answer: operations.migrationProposal,
  },
  previewMigration: {
    ...endpoints.previewMigration,
    summary: 'A dry run of a migration; writes nothing',
    permission: 'operations',
    body: operations.migrationRequest,
    answer: operations.migrationPreview,
  },
  startMigration: {
    ...endpoints.startMigration,
    summary: 'Migrate cases in the background, one after the other',
    permission: 'operations',
    body: operations.startMigrationRequest,
    answer: operations.migrationRun,
  },
  listMigrations: {
    ...endpoints.listMigrations,
    summary: 'Migrations, newest first',
    permission: 'operations',
    query: pageQuery,
    answer: operations.migrationRunPage,
  },
  getMigration: {
    ...endpoints.getMigration,
    summary: 'A migration with what became of each case',
    permission: 'operations',
    answer: operations.migrationRunDetail,
  },
  listMigrationVersions: {
    ...endpoints.listMigrationVersions,
    summary: 'Published versions of a package, newest first',
    permission: 'operations',
    answer: z.array(z.string()),
  },
  listPendingWork: {
    ...endpoints.listPendingWork,
    summary: 'Timers and work to be tried again, the next first',
    permission: 'operations',
    query: pageQuery,
    answer: operations.pendingWorkPage,
  },
  listAudit: {
    ...endpoints.listAudit,
    summary: 'The audit trail',
    permission: 'audit.read',
    query: pageQuery,
    answer: operations.auditPage,
  },
} as const satisfies Record<keyof typeof endpoints, Route>;

export type RouteName = keyof typeof routes;
type RouteOf<N extends RouteName> = (typeof routes)[N];
export type RouteBody<N extends RouteName> =
  RouteOf<N> extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
export type RouteQuery<N extends RouteName> =
  RouteOf<N> extends { query: infer Q extends z.ZodType } ? z.input<Q> : undefined;
export type RouteAnswer<N extends RouteName> =
  RouteOf<N> extends { answer: infer A extends z.ZodType } ? z.output<A> : undefined;
