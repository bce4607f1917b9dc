import type { MessageTable } from './format';

/** Words for values that consist of parts, on screens and on paper. */
export const formValueMessages = {
  opinionSigned: { zh: '{opinion}（{signed}）', en: '{opinion} ({signed})' },
} as const satisfies MessageTable;
