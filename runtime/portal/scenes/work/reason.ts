/** The server takes no shorter reason for a refusal, a return or a withdrawal. */
export const MIN_REASON_LENGTH = 5;
