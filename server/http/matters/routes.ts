import type { Router } from 'express';
import {
  matterView,
  offeredMatters,
  openDraft,
  presentDraft,
  requireDraft,
  saveDraft,
  subjectOf,
  submitDraft,
} from '../../commands/matters';
import type { ServerContext } from '../../context';
import type { MatterDraftDocument } from '../../models/office';
import { register } from '../register';

/** The name that an application is about, before it is a case. */
/** 发起事项 and unsent applications. */
export function matterRoutes(router: Router, server: ServerContext): void {
  register(router, 'listMatters', async ({ viewer }) =>
    (await offeredMatters(server, viewer)).map(matterView),
  );
  register(router, 'openMatterDraft', ({ viewer, body }) => openDraft(server, viewer, body));
  register(router, 'listMatterDrafts', async ({ viewer, query }) => {
    const { page, pageSize, q = '' } = query;
    const name = q.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const filter = {
      ownerId: viewer.id,
      caseId: null,
      savedAt: { $ne: null },
      ...(name === '' ? {} : { subject: new RegExp(name) }),
    };
    const [drafts, total] = await Promise.all([
      server.models.matterDrafts
        .find(filter)
        .sort({ savedAt: -1, importRow: 1 })
        .skip((page - 1) * pageSize)
        .limit(pageSize)
        .lean<MatterDraftDocument[]>(),
      server.models.matterDrafts.countDocuments(filter),
    ]);
    const items = drafts.map((draft) => ({
      id: draft._id,
      matterTitle: draft.matter,
      subjectName: draft.subject ?? subjectOf(draft.forms),
      savedAt: draft.savedAt ?? 0,
    }));
    return { items, total, page, pageSize };
  });
  register(router, 'getMatterDraft', async ({ viewer, params }) =>
    presentDraft(server, viewer, await requireDraft(server, viewer, params['draftId'] ?? '')),
  );
  register(router, 'saveMatterDraft', ({ viewer, params, body }) =>
    saveDraft(server, viewer, params['draftId'] ?? '', body),
  );
  register(router, 'discardMatterDraft', async ({ viewer, params }) => {
    const draft = await requireDraft(server, viewer, params['draftId'] ?? '');
    await server.models.matterDrafts.deleteOne({ _id: draft._id, caseId: null });
  });
  register(router, 'submitMatter', ({ viewer, params, body }) =>
    submitDraft(server, viewer, params['draftId'] ?? '', body),
  );
}
