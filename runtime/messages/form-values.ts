import type { MessageTable } from './format';

/** Words for values that consist of parts, on screens and on paper. */
export const formValueMessages = {
  checklistNone: { zh: '共 {all} 项，都没有提供', en: 'none of {all} provided' },
  checklistProvided: {
    zh: '已提供 {provided} 项，共 {all} 项：{names}',
    en: '{provided} of {all} provided: {names}',
  },
  opinionSigned: { zh: '{opinion}（{signed}）', en: '{opinion} ({signed})' },
} as const satisfies MessageTable;
