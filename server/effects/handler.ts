import type { CaseEnvironment, CaseRefusal, CaseState, CaseStep } from '../../runtime/case';
import type { Actor, EffectOf, EffectType } from '../../runtime/engine';
import type { Result } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import type { AuditNote } from '../cases/outbox';
import type { ServerContext } from '../context';
import type { CaseDocument, OutboxBatch } from '../models/case';
import type { DerivedWrite } from '../models/group-writes';

/** Computes on a case; may be called again when someone else wrote meanwhile. */
export type Act = (environment: CaseEnvironment, state: CaseState) => Result<CaseStep, CaseRefusal>;

export interface Change {
  readonly caseId: string;
  readonly actor: Actor | null;
  readonly act: Act;
  readonly note: AuditNote;
  /** A case takes what is delivered under one key once, however often it comes. */
  readonly deliveryKey?: string;
}

/** Changes a case; handed in, so that effects do not depend on the commands that cause them. */
export type ChangeCase = (
  server: ServerContext,
  change: Change,
) => Promise<Result<CaseStep, CaseRefusal>>;

/** What a handler knows besides its effect. */
export interface Delivery {
  readonly server: ServerContext;
  readonly changeCase: ChangeCase;
  readonly case: CaseDocument;
  readonly package: LoadedPackage;
  readonly batch: OutboxBatch;
}

/** What of an effect other documents show. It may be asked and written again after a crash. */
export type Derivation<K extends EffectType> = (
  effect: EffectOf<K>,
  delivery: Delivery,
) => readonly DerivedWrite[] | Promise<readonly DerivedWrite[]>;

/** What a case does to itself when an effect is carried out. */
export interface OwnChange {
  readonly act: Act;
  readonly note: AuditNote;
}

/**
 * Carries out an effect that reaches beyond the documents that show the case. May be called again with the same effect
 * after a crash, and then must change nothing more.
 */
export type Execution<K extends EffectType, T = void> = (
  effect: EffectOf<K>,
  delivery: Delivery,
) => Promise<T>;
