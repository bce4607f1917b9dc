/** A job that cannot be done with what the definition gives it; the case gets an incident. */
export class JobFailure extends Error {}
