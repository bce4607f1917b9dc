import type { Rejection } from '../engine';
import type { FormMessage } from '../form';
import { type MessageParams, formatMessage } from '../messages/format';
import { caseMessages } from '../messages/case';

/** Characters that an explanation has at least. */
export const MIN_REASON_LENGTH = 5;

/** Something to correct, at `variable.path` of the forms. */
export interface CaseProblem {
  readonly at: string;
  readonly code: string;
  readonly message: string;
  readonly severity: FormMessage['severity'];
  readonly rule?: string;
}

/** Why nothing was done; the case is as it was. */
export interface CaseRefusal {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly CaseProblem[];
}

export function refusal(
  code: keyof typeof caseMessages,
  params: MessageParams = {},
  problems: readonly CaseProblem[] = [],
): CaseRefusal {
  return { code, message: formatMessage(caseMessages, code, params), problems };
}

export function fromRejection(rejection: Rejection): CaseRefusal {
  return { code: rejection.code, message: rejection.message, problems: [] };
}

export function fromFormMessages(
  variable: string,
  messages: readonly FormMessage[],
): readonly CaseProblem[] {
  return messages.map((message) => ({
    at: message.path === '' ? variable : `${variable}.${message.path}`,
    code: message.code,
    message: message.message,
    severity: message.severity,
    ...(message.rule === undefined ? {} : { rule: message.rule }),
  }));
}
