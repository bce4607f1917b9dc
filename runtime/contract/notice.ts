import { z } from 'zod';
import { instant, pageOf, pageQuery } from './page';

/** 抄送, 催办, and of a time limit: it ends soon, has passed, or has passed so long that superiors hear of it. */
export const noticeKind = z.enum(['copy', 'urge', 'reminder', 'overdue', 'escalation']);

/** What one person is told of a case. */
export const notice = z.object({
  id: z.string(),
  kind: noticeKind,
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  elementName: z.string(),
  taskId: z.string().nullable(),
  sentence: z.string(),
  /** Who told it by hand. */
  fromName: z.string().nullable(),
  /** In their words. */
  words: z.string().nullable(),
  at: instant,
  /** Null: not read yet. */
  readAt: instant.nullable(),
});

export const noticeQuery = pageQuery.extend({
  unread: z.enum(['true', 'false']).optional(),
});

export const noticePage = pageOf(notice).extend({
  /** Of all notices of the person, whatever is listed. */
  unread: z.number().int().nonnegative(),
});

/** Without ids: all of them. */
export const markNoticesRead = z.strictObject({
  ids: z.array(z.string().max(200)).max(200).optional(),
});

export const noticesRead = z.object({ unread: z.number().int().nonnegative() });

export type NoticeKind = z.infer<typeof noticeKind>;
export type Notice = z.infer<typeof notice>;
export type NoticePage = z.infer<typeof noticePage>;
