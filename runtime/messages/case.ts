import type { MessageTable } from './format';

/** Why something asked of a case is refused. */
export const caseMessages = {
  'CASE-UNKNOWN-MATTER': {
    zh: '没有这个事项，可能已经停办或换了版本。',
    en: 'There is no such matter.',
  },
  'CASE-MAY-NOT-START': {
    zh: '您的岗位不能发起“{matter}”。',
    en: 'Your post may not start {matter}.',
  },
  'CASE-MAY-NOT-PERFORM': { zh: '这项待办不由您办理。', en: 'This task is not yours to perform.' },
  'CASE-SEPARATE': {
    zh: '您办过前面的环节，按规定这一步须由别人办理。',
    en: 'You performed an earlier step from which this one must be separate.',
  },
  'CASE-OUTCOME-MISSING': { zh: '请选择办理结果。', en: 'Please choose an outcome.' },
  'CASE-OPINION-MISSING': {
    zh: '选择“{outcome}”须写明理由，至少 5 个字。',
    en: 'The outcome {outcome} needs a reason of at least 5 characters.',
  },
  'CASE-FORM': { zh: '表单还有 {count} 处需要修改。', en: 'The form needs {count} corrections.' },
  'CASE-MESSAGE-NOT-YOURS': {
    zh: '您的岗位不能对这件事“{title}”。',
    en: 'Your post may not {title} this case.',
  },
  'CASE-MAY-NOT-CANCEL': {
    zh: '这件事现在不能由您撤销：只有发起人在规定的环节办完之前可以撤销。',
    en: 'Only the initiator may cancel the case, and only before certain steps are done.',
  },
  'CASE-MAY-NOT-URGE': {
    zh: '只有发起人可以催办。',
    en: 'Only the initiator may urge.',
  },
  'CASE-MAY-NOT-COPY': {
    zh: '只有发起人和办过这件事的人可以抄送。',
    en: 'Only the initiator and those who did a step may copy the case.',
  },
  'CASE-REASON-MISSING': {
    zh: '请写明理由，至少 5 个字。',
    en: 'Please give a reason of at least 5 characters.',
  },
  'CASE-MIGRATION': {
    zh: '这件事有 {count} 处不能迁移到新版本。',
    en: 'The case cannot be moved to the new version for {count} reasons.',
  },
  'CASE-OTHER-VERSION': {
    zh: '这件事现在用的是 {version} 版，不是要迁移的版本。',
    en: 'The case has version {version}, not the one to be migrated.',
  },
  'CASE-TO-ONESELF': { zh: '不能转给或加签自己。', en: 'Choose someone other than yourself.' },
  'CASE-PERSON-SEPARATE': {
    zh: '所选的人办过前面的环节，按规定这一步须由别人办理。',
    en: 'The person performed an earlier step from which this one must be separate.',
  },
  'CASE-PERSON-UNKNOWN': {
    zh: '没有这个人，或者其账号已停用。',
    en: 'There is no such person, or the account is disabled.',
  },
  'CASE-TASK-DONE': {
    zh: '这项待办已经办完或已撤销，请刷新后再看。',
    en: 'The task is done or was cancelled.',
  },
} as const satisfies MessageTable;
