import { Schema } from 'mongoose';
import type { NoticeKind } from '../../runtime/contract';
import { plainDocument } from './schema-options';

/** What one person is told of a case. Its id is made of the effect and the person, so that nobody is told twice. */
export interface NoticeDocument {
  _id: string;
  recipientId: string;
  kind: NoticeKind;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  elementId: string;
  elementName: string;
  taskId: string | null;
  sentence: string;
  fromName: string | null;
  words: string | null;
  at: number;
  readAt: number | null;
}

export const noticeSchema = new Schema<NoticeDocument>(
  {
    _id: String,
    recipientId: String,
    kind: String,
    caseId: String,
    caseNumber: String,
    caseTitle: String,
    elementId: String,
    elementName: String,
    taskId: String,
    sentence: String,
    fromName: String,
    words: String,
    at: Number,
    readAt: Number,
  },
  plainDocument,
);
noticeSchema.index({ recipientId: 1, at: -1 });
noticeSchema.index({ recipientId: 1, readAt: 1 });
noticeSchema.index({ recipientId: 1, caseId: 1 });
