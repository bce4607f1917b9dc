import type { Problem, ProblemSeverity } from '../kernel';
import { type MessageParams, formatMessage } from '../messages/format';
import { packageMessages } from '../messages/package';

/** A finding at a place of a package file: a JSON pointer or an element's id. */
export function packageProblem(
  code: keyof typeof packageMessages,
  file: string,
  place: string,
  params: MessageParams,
  severity: ProblemSeverity = 'error',
): Problem {
  return {
    code,
    at: place === '' ? file : `${file}#${place}`,
    message: formatMessage(packageMessages, code, params),
    severity,
  };
}
