import type { MessageTable } from './format';

/** What people are told of cases that they have nothing to do in. */
export const noticeMessages = {
  'NOTICE-COPY-OPENED': {
    zh: '抄送：{title} 已到“{step}”。',
    en: 'Copy: {title} has come to {step}.',
  },
  'NOTICE-COPY-COMPLETED': {
    zh: '抄送：{title} 已办完“{step}”。',
    en: 'Copy: {step} of {title} is done.',
  },
} as const satisfies MessageTable;
