import type { Logger } from 'pino';
import type { AuditTrail } from './audit/audit-trail';
import type { CaseQueue } from './cases/case-queue';
import type { StoreClock } from './jobs/store-clock';
import type { Models } from './models';
import type { Counters } from './models/counters';
import type { GroupInserts } from './models/group-inserts';
import type { GroupReads } from './models/group-reads';
import type { GroupSwaps } from './models/group-swaps';
import type { GroupWrites } from './models/group-writes';
import type { Absences } from './policies/absences';
import type { Directory } from './policies/directory';
import type { PackageStore } from './packages/package-store';
import type { Printer } from './print';

/** What every command and route works with; made once in `main.ts`, and by tests. */
export interface ServerContext {
  readonly models: Models;
  readonly reads: GroupReads;
  readonly inserts: GroupInserts;
  readonly swaps: GroupSwaps;
  readonly writes: GroupWrites;
  readonly counters: Counters;
  readonly directory: Directory;
  readonly absences: Absences;
  readonly packages: PackageStore;
  readonly audit: AuditTrail;
  /** Epoch milliseconds, as the store's clock has it. */
  readonly clock: () => number;
  readonly storeClock: StoreClock;
  readonly caseQueue: CaseQueue;
  readonly printer: Printer;
  /** Names this process among those that share the store. */
  readonly processId: string;
  readonly logger: Logger;
  /** Where uploaded files lie. */
  readonly filesDirectory: string;
  readonly demo: boolean;
  /** Asked for by the set-up of the first administrator. */
  readonly setupCode: string;
}
