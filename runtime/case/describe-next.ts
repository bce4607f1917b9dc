import { dateAt } from '../kernel';
import { resolveCandidates } from '../organization';
import type { CaseEnvironment } from './context';
import { type CaseStep, runCommand } from './run-command';

const MAX_ACTIONS = 20;

/** Plays the system's own actions through, so that the sentence names the next person and not a save in between. */
function afterActions(environment: CaseEnvironment, step: CaseStep): CaseStep {
  let result = step;
  for (let turn = 0; turn < MAX_ACTIONS; turn += 1) {
    const waiting = new Set(
      Object.values(result.case.instance.activities).flatMap((activity) => activity.jobId ?? []),
    );
    const job = result.effects.find(
      (effect) => effect.type === 'runJob' && waiting.has(effect.jobId),
    );
    if (job?.type !== 'runJob') return result;
    const next = runCommand(environment, result.case, {
      type: 'completeJob',
      at: environment.at,
      jobId: job.jobId,
    });
    if (!next.ok) return result;
    result = { ...next.value, effects: [...result.effects, ...next.value.effects] };
  }
  return result;
}

/** What follows from a step, in one sentence: 「将送 西二镇 分管领导 办理“乡镇审核”,期限 2020-06-18。」 */
export function describeNext(environment: CaseEnvironment, step: CaseStep): string {
  const after = afterActions(environment, step);
  const closed = new Set(
    after.effects.flatMap((effect) => (effect.type === 'closeUserTask' ? [effect.taskId] : [])),
  );
  const opened = after.effects.flatMap((effect) =>
    effect.type === 'openUserTask' && !closed.has(effect.taskId) ? [effect] : [],
  );
  const { units, roles } = environment.package;
  const sentences = opened.map((task) => {
    const candidates = resolveCandidates(task.assignment, after.case.subjectUnit, units);
    const unit = candidates.unit === null ? '' : (units.get(candidates.unit)?.name ?? '');
    const titles = candidates.roles.map(
      (key) => roles.roles.find((role) => role.key === key)?.title ?? key,
    );
    const due = task.dueAt === null ? '' : `，期限 ${dateAt(task.dueAt)}`;
    return `将送 ${[unit, titles.join('、')].filter(Boolean).join(' ')} 办理“${task.name}”${due}`;
  });
  if (sentences.length > 0) return `${sentences.join('；')}。`;
  const timer = after.effects.find((effect) => effect.type === 'scheduleTimer');
  if (after.case.instance.status !== 'active') {
    return after.case.instance.result === undefined
      ? '这件事将办结。'
      : `这件事将办结，结果：${after.case.instance.result}。`;
  }
  return timer?.type === 'scheduleTimer'
    ? `将等到 ${dateAt(timer.dueAt)} 再继续。`
    : '系统将继续处理。';
}
