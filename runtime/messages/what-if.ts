import type { MessageTable } from './format';

/** Where a case would have gone otherwise on another definition. */
export const whatIfMessages = {
  'WHATIF-START': {
    zh: '在这一版里这件事不能发起：{detail}',
    en: 'The case could not be started: {detail}',
  },
  'WHATIF-FORM': {
    zh: '“{element}”当时填的内容在这一版里不能提交：{detail}',
    en: 'What was filled at {element} would be refused: {detail}',
  },
  'WHATIF-REFUSED': {
    zh: '“{element}”这一步在这一版里办不成：{detail}',
    en: '{element} could not be completed: {detail}',
  },
  'WHATIF-NOT-OPEN': {
    zh: '当时办了“{element}”，按这一版此时没有这一步，停在“{open}”。',
    en: '{element} was completed then, but here the case would be at {open}.',
  },
  'WHATIF-ELSEWHERE': {
    zh: '“{element}”办完后，当时到“{before}”，按这一版到“{now}”。',
    en: 'After {element} the case went to {before}, but here it would go to {now}.',
  },
  'WHATIF-RESULT': {
    zh: '当时的结果是“{before}”，按这一版是“{now}”。',
    en: 'The result was {before}, but here it would be {now}.',
  },
  'WHATIF-INCIDENT': {
    zh: '按这一版会在“{element}”出现异常：{detail}',
    en: 'An incident would arise at {element}: {detail}',
  },
} as const satisfies MessageTable;
