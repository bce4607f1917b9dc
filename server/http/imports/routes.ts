import { randomUUID } from 'node:crypto';
import type { RequestHandler, Router } from 'express';
import multer from 'multer';
import { formContextOf } from '../../../runtime/case';
import type { FormAccess, FormModel } from '../../../runtime/form';
import { dateAt } from '../../../runtime/kernel';
import { recordAction } from '../../audit/record-action';
import { type OfferedMatter, offeredMatters } from '../../commands/matters';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import { listTemplate } from '../../imports/list-template';
import { runImport } from '../../imports/run-import';
import type { ImportDocument } from '../../models/import';
import { refuse } from '../refusal';
import { type Locals, register } from '../register';

const MAX_BYTES = 20 * 1024 * 1024;
const RECENT = 20;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The application of a matter, as a list fills it. */
interface ListForm {
  readonly offered: OfferedMatter;
  readonly form: FormModel;
  readonly variable: string;
  readonly access: FormAccess;
}

/** Lists of applicants: the workbook to be filled, and what becomes of a filled one. */
export function importRoutes(router: Router, server: ServerContext): void {
  const { models } = server;
  const upload: RequestHandler = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_BYTES, files: 1 },
  }).single('file');

  /** @throws 404 for a matter that the person may not start, as for none */
  const requireListForm = async (
    viewer: Viewer,
    params: Readonly<Record<string, string>>,
  ): Promise<ListForm> => {
    const offered = (await offeredMatters(server, viewer)).find(
      ({ loaded, matter }) =>
        loaded.manifest.key === params['packageKey'] &&
        matter.process.id === params['processId'] &&
        matter.start.id === params['startEventId'],
    );
    const task = offered?.matter.application.userTask?.forms[0];
    const form = offered?.loaded.forms.get(task?.key ?? '');
    if (offered === undefined || task === undefined || form === undefined)
      throw refuse(404, 'HTTP-NOT-FOUND');
    const access = { default: task.access, fields: task.fields };
    return { offered, form, variable: task.variable, access };
  };
  const contextFor = ({ offered }: ListForm, viewer: Viewer) => {
    const at = server.clock();
    const environment = { package: offered.loaded, at, actor: viewer.actor, record: null };
    return formContextOf(environment, null, dateAt(at));
  };

  register(router, 'getListTemplate', async ({ viewer, params, response }) => {
    const list = await requireListForm(viewer, params);
    const file = await listTemplate(list.form, list.access, contextFor(list, viewer));
    const name = `${list.form.title}.xlsx`;
    response.setHeader('Content-Type', XLSX);
    response.setHeader(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    response.end(file);
  });

  router.post(
    '/matters/:packageKey/:processId/:startEventId/imports',
    (request, response, next) => {
      if ((response.locals as Locals).viewer === null) next(refuse(401, 'HTTP-UNAUTHENTICATED'));
      else upload(request, response, next);
    },
  );

  register(router, 'startImport', async ({ viewer, params, request }) => {
    const list = await requireListForm(viewer, params);
    const { file } = request;
    if (file === undefined) throw refuse(400, 'FILE-MISSING');
    const under = await models.imports.countDocuments({
      ownerId: viewer.id,
      state: { $in: ['checking', 'writing', 'showing'] },
    });
    if (under > 0) throw refuse(409, 'IMPORT-UNDER-WAY');
    const { loaded, matter } = list.offered;
    const at = server.clock();
    const document: ImportDocument = {
      _id: randomUUID(),
      ownerId: viewer.id,
      packageKey: loaded.manifest.key,
      packageVersion: loaded.manifest.version,
      processId: matter.process.id,
      startEventId: matter.start.id,
      matter: matter.title,
      fileName: Buffer.from(file.originalname, 'latin1').toString('utf8'),
      state: 'checking',
      rows: 0,
      progress: 0,
      problems: [],
      problemCount: 0,
      createdAt: at,
      aliveAt: at,
    };
    await models.imports.create(document);
    await recordAction(server, viewer, 'importList', matter.title, document.fileName);
    // Goes on after the answer; what becomes of it is read from the import.
    void runImport(server, document, list.variable, {
      bytes: file.buffer,
      document: list.form.document,
      access: list.access,
      context: contextFor(list, viewer),
    });
    return importView(document);
  });

  register(router, 'getImport', async ({ viewer, params }) => {
    const document = await models.imports
      .findOne({ _id: params['importId'] ?? '', ownerId: viewer.id })
      .lean<ImportDocument | null>();
    if (document === null) throw refuse(404, 'HTTP-NOT-FOUND');
    return importView(document);
  });

  register(router, 'listImports', async ({ viewer }) => {
    const documents = await models.imports
      .find({ ownerId: viewer.id })
      .sort({ createdAt: -1 })
      .limit(RECENT)
      .lean<ImportDocument[]>();
    return documents.map(importView);
  });
}

function importView(document: ImportDocument) {
  const { _id, matter, fileName, state, rows, progress, problems, problemCount, createdAt } =
    document;
  return {
    id: _id,
    matter,
    fileName,
    state,
    rows,
    progress,
    problems: [...problems],
    problemCount,
    createdAt,
  };
}
