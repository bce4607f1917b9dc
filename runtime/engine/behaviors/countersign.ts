import type { CompiledExpression } from '../../expression';
import type { CountersignModel, FlowNode } from '../../bpmn';
import { isTruthy } from '../../expression';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import type { Vote } from '../state';

/** What a 会签 has come to, as rules read it. */
export interface CountersignResult {
  /** It would pass if it ended now. */
  readonly passed: boolean;
  /** Nothing that the others may still say can change it. */
  readonly decided: boolean;
  readonly total: number;
  readonly approved: number;
  readonly rejected: number;
  readonly abstained: number;
  readonly pending: number;
  /** Who said what, in the order of their decisions. */
  readonly votes: readonly Vote[];
}

/** The shares of a 会签 as numbers of 0 to 1; 0 where there is none. */
export interface Shares {
  readonly threshold: number;
  readonly quorum: number;
}

interface Count {
  readonly total: number;
  readonly approved: number;
  readonly rejected: number;
  readonly abstained: number;
}

type Policy = (count: Count, share: (part: number, whole: number) => boolean) => boolean;

const policies: { readonly [K in CountersignModel['policy']]: Policy } = {
  all: ({ total, approved, abstained }) => approved > 0 && approved === total - abstained,
  any: ({ approved }) => approved > 0,
  ratio: ({ total, approved }, share) => share(approved, total),
  vote: ({ approved, rejected }, share) => share(approved, approved + rejected),
};

/** Sums of tenths and thirds miss their value by less than this. */
const ROUNDING = 1e-9;

/** Counts the votes so far of `total` members. */
export function tally(
  model: CountersignModel,
  shares: Shares,
  votes: readonly Vote[],
  total: number,
): CountersignResult {
  const isApproval = (vote: Vote): boolean => model.approve.includes(vote.outcome ?? '');
  const isAbstention = (vote: Vote): boolean => model.abstain.includes(vote.outcome ?? '');
  const approved = votes.filter(isApproval).length;
  const abstained = votes.filter(isAbstention).length;
  const rejected = votes.length - approved - abstained;
  const pending = total - votes.length;
  const isVetoed = votes.some((vote) => vote.veto === true);
  const reaches = (part: number, whole: number): boolean =>
    whole > 0 &&
    (model.isExclusive
      ? part / whole > shares.threshold + ROUNDING
      : part / whole >= shares.threshold - ROUNDING);
  const passes = (count: Count): boolean => !isVetoed && policies[model.policy](count, reaches);
  const takesPart = (members: number): boolean => members >= total * shares.quorum - ROUNDING;
  const now: Count = { total, approved, rejected, abstained };
  const best: Count = { ...now, approved: approved + pending };
  const worst: Count = { ...now, rejected: rejected + pending };
  const isQuorate = takesPart(votes.length);
  return {
    passed: isQuorate && passes(now),
    decided: pending === 0 || (isQuorate && passes(worst)) || !passes(best),
    ...now,
    pending,
    votes,
  };
}

/** Notes what a member says; the word of whoever signs after a member counts instead of the member's. */
export function noteVote(
  run: Execution,
  activity: ActivityDraft,
  decision: Pick<Vote, 'outcome' | 'opinion'>,
): void {
  const countersign = run.nodeOf(activity).userTask?.countersign;
  const { aside } = activity;
  if (aside?.kind === 'before' || aside?.kind === 'delegate' || aside?.kind === 'redo') return;
  const member = aside === undefined ? activity : run.activity(activity.scope ?? '');
  if (countersign === null || countersign === undefined || member.body === undefined) return;
  const person = run.command.actor?.id;
  member.vote = { ...(person === undefined ? {} : { person }), ...decision };
}

/**
 * Counts the vote of a member that is done.
 *
 * @returns whether the whole ends with it
 */
export function countVote(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  vote: Vote | undefined,
  hasVeto: boolean,
): boolean {
  const countersign = node.userTask?.countersign;
  if (countersign === null || countersign === undefined || body.multi === undefined) return false;
  if (vote !== undefined) {
    const rejects = ![...countersign.approve, ...countersign.abstain].includes(vote.outcome ?? '');
    const counted = rejects && hasVeto ? { ...vote, veto: true as const } : vote;
    body.multi = { ...body.multi, votes: [...(body.multi.votes ?? []), counted] };
  }
  return publish(run, body, node, countersign);
}

/** Whether the rejection of this member ends the whole. */
export function hasVeto(run: Execution, instance: ActivityDraft, node: FlowNode): boolean {
  const rule = node.userTask?.countersign?.veto;
  return (
    rule !== null &&
    rule !== undefined &&
    isTruthy(run.evaluate(rule, run.view(instance.id), node.id))
  );
}

function publish(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  countersign: CountersignModel,
): boolean {
  const { votes = [], total } = body.multi ?? { total: 0 };
  const shares = {
    threshold: shareOf(run, body, node, countersign.threshold),
    quorum: shareOf(run, body, node, countersign.quorum),
  };
  const result = tally(countersign, shares, votes, total);
  if (body.scope !== undefined) run.setVariables(body.scope, { [countersign.result]: result });
  return result.decided && !countersign.everyone;
}

function shareOf(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  rule: CompiledExpression | null,
): number {
  if (rule === null) return 0;
  const value = run.evaluate(rule, run.view(body.id), node.id);
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new Failed('ENG-SHARE', { element: node.id, value: String(value) });
}
