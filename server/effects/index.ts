export { deliverOutbox } from './deliver';
export type { AuditNote } from './handler';
