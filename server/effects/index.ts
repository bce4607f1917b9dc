export { settleCase } from './settle-case';
export type { Change } from './handler';
