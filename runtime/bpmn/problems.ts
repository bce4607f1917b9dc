import type { Problem, ProblemSeverity } from '../kernel';
import { type MessageParams, formatMessage } from '../messages/format';
import { bpmnMessages } from '../messages/bpmn';

export type BpmnProblemCode = keyof typeof bpmnMessages;

/** A finding at an element of a file; `null` for the file itself. */
export function bpmnProblem(
  code: BpmnProblemCode,
  file: string,
  element: string | null,
  params: MessageParams,
  severity: ProblemSeverity = 'error',
): Problem {
  const message = formatMessage(bpmnMessages, code, { element: element ?? '', ...params });
  return { code, at: element === null ? file : `${file}#${element}`, message, severity };
}
