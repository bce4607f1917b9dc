import type { InputProblem } from '../../runtime/contract';
import { type MessageParams, formatMessage } from '../../runtime/messages/format';
import { serverMessages } from '../../runtime/messages/server';

/** A request that is refused; becomes RFC 9457 problem details in the error middleware. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: readonly InputProblem[] = [],
  ) {
    super(message);
  }
}

/** A refusal by one of the server's own codes. */
export function refuse(
  status: number,
  code: keyof typeof serverMessages,
  params: MessageParams = {},
  problems: readonly InputProblem[] = [],
): Refusal {
  return new Refusal(status, code, formatMessage(serverMessages, code, params), problems);
}
