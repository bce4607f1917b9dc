import type { CountersignModel } from '../model';
import { type ModdleElement, child, extension, flag, list, text } from '../moddle';
import { type TransformContext, words } from './context';

const POLICIES = ['all', 'any', 'ratio', 'vote'] as const;

/** How the members of a 会签 decide together; null for a task that one person does. */
export function transformCountersign(
  task: ModdleElement,
  context: TransformContext,
): CountersignModel | null {
  const element = extension(task, 'banshi:Countersign');
  if (element === undefined) return null;
  for (const detail of problemsOf(task, element))
    context.report('BPMN-COUNTERSIGN', task, { detail });
  const share = (name: string): CountersignModel['threshold'] =>
    context.compile(task, text(element, name)) ?? null;
  const more = share('moreThan');
  return {
    policy: POLICIES.find((policy) => policy === text(element, 'policy')) ?? 'all',
    approve: words(text(element, 'approve')),
    abstain: words(text(element, 'abstain')),
    threshold: more ?? share('atLeast'),
    isExclusive: more !== null,
    quorum: share('quorum'),
    veto: share('veto'),
    everyone: flag(element, 'everyone', false),
    result: text(element, 'result') ?? '',
  };
}

/** What cannot work, as a sentence each. */
function problemsOf(task: ModdleElement, element: ModdleElement): readonly string[] {
  const policy = text(element, 'policy') ?? 'all';
  const approve = words(text(element, 'approve'));
  const abstain = words(text(element, 'abstain'));
  const known = list(extension(task, 'banshi:Outcomes'), 'outcomes').map(
    (outcome) => text(outcome, 'value') ?? text(outcome, 'title') ?? '',
  );
  const unknown = [...approve, ...abstain].filter((value) => !known.includes(value));
  const thresholds = ['atLeast', 'moreThan'].filter((name) => text(element, name) !== undefined);
  const counts = policy === 'ratio' || policy === 'vote';
  const checks: readonly (readonly [boolean, string])[] = [
    [
      child(task, 'loopCharacteristics')?.$type !== 'bpmn:MultiInstanceLoopCharacteristics',
      '会签的环节须设为多实例，每名成员一个',
    ],
    [!(POLICIES as readonly string[]).includes(policy), `没有“${policy}”这种会签规则`],
    [approve.length === 0, '没有写明哪种办理结果算同意'],
    [unknown.length > 0, `办理结果里没有“${unknown.join('、')}”`],
    [approve.some((value) => abstain.includes(value)), '同一结果不能既算同意又算弃权'],
    [thresholds.length > 1, '“不少于”和“超过”只能写一个'],
    [counts && thresholds.length === 0, '没有写明同意的比例'],
    [!counts && thresholds.length > 0, '全体同意和一人同意不用比例'],
    [policy !== 'vote' && text(element, 'quorum') !== undefined, '只有表决才有法定人数'],
    [text(element, 'result') === undefined, '没有写明结果放在哪个变量'],
  ];
  return checks.flatMap(([wrong, detail]) => (wrong ? [detail] : []));
}
