import type { Router } from 'express';
import {
  matterView,
  offeredMatters,
  openDraft,
  presentDraft,
  requireDraft,
  saveDraft,
  submitDraft,
} from '../../commands/matters';
import type { ServerContext } from '../../context';
import type { MatterDraftDocument } from '../../models/office';
import { register } from '../register';

/** The name that an application is about, before it is a case. */
function subjectOf(draft: MatterDraftDocument): string {
  const values = Object.values(draft.forms)[0];
  return typeof values?.['headName'] === 'string' ? values['headName'] : '';
}

/** 发起事项 and unsent applications. */
export function matterRoutes(router: Router, server: ServerContext): void {
  register(router, 'listMatters', async ({ viewer }) =>
    (await offeredMatters(server, viewer)).map(matterView),
  );
  register(router, 'openMatterDraft', ({ viewer, body }) => openDraft(server, viewer, body));
  register(router, 'listMatterDrafts', async ({ viewer }) => {
    const drafts = await server.models.matterDrafts
      .find({ ownerId: viewer.id, caseId: null, savedAt: { $ne: null } })
      .sort({ savedAt: -1 })
      .limit(50)
      .lean<MatterDraftDocument[]>();
    return drafts.map((draft) => ({
      id: draft._id,
      matterTitle: draft.matter,
      subjectName: subjectOf(draft),
      savedAt: draft.savedAt ?? 0,
    }));
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
