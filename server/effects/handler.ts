import type { CaseEnvironment, CaseRefusal, CaseState, CaseStep } from '../../runtime/case';
import type { Actor, EffectOf, EffectType } from '../../runtime/engine';
import type { Result } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import type { ServerContext } from '../context';
import type { CaseDocument, OutboxBatch } from '../models/case';

/** What the audit trail says about a change of a case. */
export interface AuditNote {
  readonly action: string;
  readonly detail: string;
}

/** Gives a command to a case; handed in, so that effects do not depend on the commands that cause them. */
export type ChangeCase = (
  server: ServerContext,
  caseId: string,
  actor: Actor | null,
  act: (environment: CaseEnvironment, state: CaseState) => Result<CaseStep, CaseRefusal>,
  note: AuditNote,
) => Promise<Result<CaseStep, CaseRefusal>>;

/** What a handler knows besides its effect. */
export interface Delivery {
  readonly server: ServerContext;
  readonly changeCase: ChangeCase;
  readonly case: CaseDocument;
  readonly package: LoadedPackage;
  readonly batch: OutboxBatch;
}

/** Does one effect; may be called again with the same effect after a crash, and then must change nothing more. */
export type EffectHandler<K extends EffectType> = (
  effect: EffectOf<K>,
  delivery: Delivery,
) => Promise<void>;

export type EffectHandlers = { readonly [K in EffectType]: EffectHandler<K> };
