import type { Response, Router } from 'express';
import { formContextOf, variablesOf } from '../../../runtime/case';
import { type FormContext, type FormModel, contextFor, visibleValues } from '../../../runtime/form';
import { dateAt } from '../../../runtime/kernel';
import { type PrintDocument, layOut } from '../../../runtime/print';
import { recordAction } from '../../audit/record-action';
import { environmentOf } from '../../cases/case-store';
import { maySeeCase } from '../../commands/case-queries';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { SubmissionDocument } from '../../models/office';
import { readingAccess } from '../../policies/form-reading';
import { isInReach, unitsWith } from '../../policies/reach';
import { submissionSummary } from '../../presenters/case';
import { formContextData } from '../../presenters/form-context';
import { refuse } from '../refusal';
import { register } from '../register';

/** A filled form as one person may read it. */
interface ReadForm {
  readonly submission: SubmissionDocument;
  readonly document: CaseDocument;
  /** Absent when the case's version does not have the form any more. */
  readonly form: FormModel | undefined;
  readonly values: Record<string, unknown>;
  readonly context: FormContext;
}

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Filled forms to be read, and forms on paper. */
export function formRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  /** @throws 404 also when the person may not know of it */
  const requireForm = async (viewer: Viewer, submissionId: string): Promise<ReadForm> => {
    const submission = await models.submissions
      .findById(submissionId)
      .lean<SubmissionDocument | null>();
    const document =
      submission === null
        ? null
        : await models.cases.findById(submission.caseId).lean<CaseDocument | null>();
    if (submission === null || document === null || !(await maySeeCase(server, viewer, document))) {
      throw refuse(404, 'HTTP-NOT-FOUND');
    }
    const environment = await environmentOf(server, document, viewer.actor);
    const { state } = document;
    const { variable, values, actor } = submission;
    const form = environment.package.forms.get(submission.formKey);
    const context = formContextOf(environment, state, state.parametersDate, {
      ...variablesOf(state),
      [variable]: values,
    });
    if (form === undefined) return { submission, document, form, values: {}, context };
    const mayUnmask = isInReach(
      document.unitPath,
      unitsWith(viewer, 'household.unmask', await server.packages.all()),
    );
    const read = { loaded: environment.package, state, variable, form, filledBy: actor.id };
    const access = readingAccess(viewer, read, mayUnmask);
    return { submission, document, form, values: visibleValues(form, values, access), context };
  };

  const sendPaper = async (
    response: Response,
    paper: PrintDocument,
    format: keyof typeof TYPES,
    name: string,
  ): Promise<void> => {
    const bytes = await server.printer.print(format, paper);
    response.setHeader('Content-Type', TYPES[format]);
    response.setHeader(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
    );
    response.end(bytes);
  };

  register(router, 'getSubmission', async ({ viewer, params }) => {
    const read = await requireForm(viewer, params['submissionId'] ?? '');
    const { submission, document, form, values, context } = read;
    const all = await models.submissions
      .find({ caseId: document._id })
      .sort({ at: 1 })
      .lean<SubmissionDocument[]>();
    return {
      ...submissionSummary(submission, all),
      caseNumber: document.number,
      packageVersion: document.packageVersion,
      document: (form?.document ?? {}) as unknown as Record<string, unknown>,
      values,
      context: formContextData(contextFor(form === undefined ? [] : [form], context)),
    };
  });

  register(router, 'printSubmission', async ({ viewer, params, query, response }) => {
    const read = await requireForm(viewer, params['submissionId'] ?? '');
    const { document, form, values, context } = read;
    if (form === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    const paper = layOut(form, values, context, document.packageVersion);
    await recordAction(server, viewer, 'printForm', document.number, form.title);
    await sendPaper(response, paper, query.format, `${form.title}-${document.number}`);
  });

  register(router, 'printEmptyForm', async ({ viewer, params, query, response }) => {
    const packages = await server.packages.all();
    const loaded = packages.find((one) => one.manifest.key === params['packageKey']);
    const form = loaded?.forms.get(params['formKey'] ?? '');
    if (loaded === undefined || form === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    const environment = { package: loaded, at: server.clock(), actor: viewer.actor, record: null };
    const context = formContextOf(environment, null, dateAt(environment.at));
    const paper = layOut(form, null, context, loaded.manifest.version);
    await sendPaper(response, paper, query.format, form.title);
  });
}
