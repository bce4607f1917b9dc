import type { Router } from 'express';
import type { Notice } from '../../../runtime/contract';
import type { ServerContext } from '../../context';
import type { NoticeDocument } from '../../models/notice';
import { register } from '../register';

/** What a person is told: 抄送. Everyone sees and marks their own only. */
export function noticeRoutes(router: Router, server: ServerContext): void {
  const { notices } = server.models;
  const unreadOf = (recipientId: string): Promise<number> =>
    notices.countDocuments({ recipientId, readAt: null });

  register(router, 'listNotices', async ({ viewer, query: { page, pageSize, unread } }) => {
    const filter = { recipientId: viewer.id, ...(unread === 'true' ? { readAt: null } : {}) };
    const [found, total, unreadCount] = await Promise.all([
      notices
        .find(filter)
        .sort({ at: -1, _id: -1 })
        .skip((page - 1) * pageSize)
        .limit(pageSize)
        .lean<NoticeDocument[]>(),
      notices.countDocuments(filter),
      unreadOf(viewer.id),
    ]);
    return { items: found.map(present), total, page, pageSize, unread: unreadCount };
  });

  register(router, 'markNoticesRead', async ({ viewer, body: { ids } }) => {
    await notices.updateMany(
      {
        recipientId: viewer.id,
        readAt: null,
        ...(ids === undefined ? {} : { _id: { $in: ids } }),
      },
      { $set: { readAt: server.clock() } },
    );
    return { unread: await unreadOf(viewer.id) };
  });
}

function present({ _id: id, recipientId: _, elementId: __, ...rest }: NoticeDocument): Notice {
  return { id, ...rest, fromName: rest.fromName ?? null, words: rest.words ?? null };
}
