import type { Router } from 'express';
import { askWhatIf } from '../../commands/operations/ask-what-if';
import { controlCase } from '../../commands/operations/control';
import {
  getMigration,
  listMigrations,
  previewMigration,
  proposeMigration,
  startMigration,
} from '../../commands/operations/migrations';
import { operatedProcesses, processCounts } from '../../commands/operations/operated-processes';
import {
  findOperatorCases,
  operatorCase,
  publishedVersions,
} from '../../commands/operations/operator-cases';
import { pendingWork } from '../../commands/operations/pending-work';
import { editVariables } from '../../commands/operations/repair';
import type { ServerContext } from '../../context';
import { register } from '../register';

/** 运维: where cases are, what is wrong with one, and moving them to another version. */
export function instanceRoutes(router: Router, server: ServerContext): void {
  register(router, 'listOperatedProcesses', ({ viewer }) => operatedProcesses(server, viewer));

  register(router, 'getProcessCounts', ({ viewer, params }) => {
    const { packageKey = '', processId = '', version = '' } = params;
    return processCounts(server, viewer, packageKey, processId, version);
  });

  register(router, 'listOperatorCases', ({ viewer, query }) =>
    findOperatorCases(server, viewer, query),
  );

  register(router, 'getOperatorCase', ({ viewer, params }) =>
    operatorCase(server, viewer, params['caseId'] ?? ''),
  );

  register(router, 'editVariables', async ({ viewer, params, body }) => {
    const { caseId = '' } = params;
    await editVariables(server, viewer, caseId, body.edits, body.reason);
    return operatorCase(server, viewer, caseId);
  });

  register(router, 'controlCase', async ({ viewer, params, body }) => {
    const { caseId = '' } = params;
    await controlCase(server, viewer, caseId, body);
    return operatorCase(server, viewer, caseId);
  });

  register(router, 'askWhatIf', ({ viewer, params, body }) =>
    askWhatIf(server, viewer, params['caseId'] ?? '', body.version),
  );

  register(router, 'proposeMigration', ({ viewer, query }) =>
    proposeMigration(server, viewer, query),
  );

  register(router, 'previewMigration', ({ viewer, body }) =>
    previewMigration(server, viewer, body),
  );

  register(router, 'startMigration', ({ viewer, body }) => startMigration(server, viewer, body));

  register(router, 'listMigrations', ({ viewer, query }) =>
    listMigrations(server, viewer, query.page, query.pageSize),
  );

  register(router, 'getMigration', ({ viewer, params }) =>
    getMigration(server, viewer, params['runId'] ?? ''),
  );

  register(router, 'listMigrationVersions', ({ params }) =>
    publishedVersions(server, params['packageKey'] ?? ''),
  );

  register(router, 'listPendingWork', ({ viewer, query }) =>
    pendingWork(server, viewer, query.page, query.pageSize),
  );
}
