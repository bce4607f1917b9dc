import type { CaseRefusal } from '../../runtime/case';
import { Refusal } from '../http/refusal';

const STATUS: Readonly<Record<string, number>> = {
  'CASE-TASK-DONE': 409,
  'CASE-OTHER-VERSION': 409,
  'CASE-SEPARATE': 403,
  'CASE-MAY-NOT-PERFORM': 403,
  'CASE-MAY-NOT-START': 403,
  'CASE-MESSAGE-NOT-YOURS': 403,
  'CASE-MAY-NOT-CANCEL': 403,
  'CASE-MAY-NOT-URGE': 403,
  'CASE-MAY-NOT-COPY': 403,
  'CASE-UNKNOWN-MATTER': 404,
  'ENG-ENDED': 409,
  'ENG-SUSPENDED': 409,
  'ENG-BUSY': 409,
  'ENG-URGED': 409,
  'ENG-NOTHING-OPEN': 409,
  'ENG-WITHDRAW-ACTED': 409,
  'ENG-WITHDRAW-SPOKEN': 409,
  'ENG-WITHDRAW-NOT-YOURS': 403,
  'CASE-PERSON-SEPARATE': 403,
  'ENG-UNKNOWN-TASK': 409,
  'ENG-NO-SUBSCRIPTION': 409,
};

/** A refusal of the pure core as the HTTP API says it. */
export function refuseCase(refusal: CaseRefusal): Refusal {
  return new Refusal(STATUS[refusal.code] ?? 422, refusal.code, refusal.message, refusal.problems);
}
