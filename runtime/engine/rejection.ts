import { engineMessages } from '../messages/engine';
import { type MessageParams, formatMessage } from '../messages/format';

export type RejectionCode = keyof typeof engineMessages;

/** A command that does not fit the state; the state stays as it was. */
export interface Rejection {
  readonly code: RejectionCode;
  /** The Chinese sentence. */
  readonly message: string;
}

export function rejection(code: RejectionCode, params: MessageParams = {}): Rejection {
  return { code, message: formatMessage(engineMessages, code, params) };
}

/** Leaves the step when a command is refused or a rule fails; caught in `step` and in the work queue only. */
export class Refused extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}

/** A definition that failed while it ran; becomes an incident at the element. */
export class Failed extends Error {
  constructor(
    readonly code: RejectionCode,
    params: MessageParams = {},
  ) {
    super(formatMessage(engineMessages, code, params));
  }
}

/** Our own mistake: the state or the definition is not what the engine itself made. */
export class InvariantError extends Error {}
