import type { MessageTable } from './format';

/** What people are told of cases: 抄送, 催办 and time limits. */
export const noticeMessages = {
  'NOTICE-COPY-OPENED': {
    zh: '抄送：{title} 已到“{step}”。',
    en: 'Copy: {title} has come to {step}.',
  },
  'NOTICE-COPY-COMPLETED': {
    zh: '抄送：{title} 已办完“{step}”。',
    en: 'Copy: {step} of {title} is done.',
  },
  'NOTICE-COPY-BY-HAND': {
    zh: '{name} 向您抄送：{title}。',
    en: '{name} copies you in on {title}.',
  },
  'NOTICE-URGE': {
    zh: '{name} 催办：请尽快办理 {title} 的“{step}”。',
    en: '{name} urges you to do {step} of {title}.',
  },
  'NOTICE-REMINDER': {
    zh: '快到期：{title} 的“{step}”最迟 {date} 办完。',
    en: 'Due soon: {step} of {title} has to be done by {date}.',
  },
  'NOTICE-OVERDUE': {
    zh: '已超期：{title} 的“{step}”应于 {date} 办完，请马上办理。',
    en: 'Overdue: {step} of {title} was to be done by {date}.',
  },
  'NOTICE-ESCALATION': {
    zh: '超期督办：{title} 的“{step}”应于 {date} 办完，至今没有办理。',
    en: 'Escalation: {step} of {title} was to be done by {date} and still is not.',
  },
} as const satisfies MessageTable;
