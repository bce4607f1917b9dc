export { type Migration, type MigrationContext, migrate } from './migrate';
export { type MigrationPlan, type ProposedMapping, proposeMapping } from './plan';
export type { MigrationEntry, MigrationProblem, MigrationProblemCode } from './report';
