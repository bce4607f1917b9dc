import type { MessageTable } from './format';

/** Why a running instance cannot be moved to another version, by stable code; `{element}` is the element's name. */
export const migrationProblems = {
  'MIG-ENDED': { zh: '这件事已经办结，不必迁移。', en: 'The instance has ended.' },
  'MIG-NO-PROCESS': {
    zh: '新版本里没有流程 {process}，这件事不能迁移过去。',
    en: 'The target has no process {process}.',
  },
  'MIG-PLAN-SOURCE': {
    zh: '迁移计划里的“{element}”在原版本中不存在，请改正或删去这一行。',
    en: 'The plan maps {element}, which the source does not have.',
  },
  'MIG-PLAN-TARGET': {
    zh: '迁移计划把“{element}”对应到“{target}”，但新版本里没有它，请另选。',
    en: 'The plan maps {element} to {target}, which the target does not have.',
  },
  'MIG-GONE': {
    zh: '这件事停在“{element}”，新版本里没有这一步，请指定它对应哪一步。',
    en: 'The instance is at {element}, which the target does not have; map it.',
  },
  'MIG-KIND': {
    zh: '“{element}”在新版本里对应的“{target}”不是同一类环节（{from} → {to}），不能直接接着办。',
    en: '{element} is a {from} but {target} is a {to}.',
  },
  'MIG-SCOPE': {
    zh: '“{element}”在新版本里移进或移出了子流程，正在办的不能跟着移动。',
    en: '{element} stands in another sub-process in the target.',
  },
  'MIG-LOOP': {
    zh: '“{element}”在新版本里的多人或循环办理方式变了（单个、并行、依次、循环须与原来一致）。',
    en: '{element} repeats in another way in the target.',
  },
  'MIG-INTERRUPTING': {
    zh: '事件子流程“{element}”正在办，新版本改变了它是否中断其他环节，不能迁移。',
    en: 'The active event sub-process {element} interrupts in one version and not in the other.',
  },
  'MIG-FLOW': {
    zh: '有一路已经到达“{element}”等待汇合，新版本里没有对应的连线 {flow}，请指定。',
    en: 'A token waits at {element} on the flow {flow}, which the target does not have; map it.',
  },
  'MIG-ACTION': {
    zh: '“{element}”的系统动作 {from} 正在执行，新版本改成了 {to}；等它执行完再迁移。',
    en: 'The action {from} of {element} is under way, but the target has {to}.',
  },
  'MIG-AD-HOC': {
    zh: '“{element}”里已经办过的环节在新版本里换了顺序，不能确定下一个是谁。',
    en: 'The activities begun in {element} are ordered otherwise in the target.',
  },
  'MIG-COMPENSATION': {
    zh: '“{element}”已经办完并留有撤销办法，新版本里没有；请指定对应的环节，或明确放弃。',
    en: 'The completed {element} can be undone, which the target cannot; map it or let it go.',
  },
  'MIG-COUNTERSIGN': {
    zh: '“{element}”正在办，新版本改变了它是不是会签，不能迁移。',
    en: 'The open {element} is a countersignature in one version and not in the other.',
  },
  'MIG-VOTES': {
    zh: '“{element}”已经有人作出“{outcomes}”的结论，新版本没有这种结论，没法计票。',
    en: 'Members of {element} have said {outcomes}, which the target does not offer.',
  },
  'MIG-RULE': {
    zh: '新版本“{element}”的规则用这件事的数据算不出来：{detail}',
    en: 'A rule of {element} fails with the data of the instance: {detail}',
  },
} as const satisfies MessageTable;

/** What a migration does to each thing that is running, in words. */
export const migrationSentences = {
  'activity.kept': { zh: '“{element}”在原处继续办。', en: '{element} goes on where it is.' },
  'activity.renamed': {
    zh: '“{element}”改到“{target}”继续办。',
    en: '{element} goes on as {target}.',
  },
  'activity.refused': { zh: '“{element}”不能迁移。', en: '{element} cannot be moved.' },
  'token.kept': {
    zh: '等在“{element}”的一路继续等。',
    en: 'The token that waits at {element} goes on waiting.',
  },
  'token.renamed': {
    zh: '等在“{element}”的一路改到“{target}”。',
    en: 'The token that waits at {element} moves to {target}.',
  },
  'token.refused': {
    zh: '等在“{element}”的一路不能迁移。',
    en: 'The token that waits at {element} cannot be moved.',
  },
  'listener.kept': { zh: '“{element}”继续有效。', en: '{element} stays in force.' },
  'listener.keptUntil': {
    zh: '“{element}”继续计时，到期时间不变（{due}）。',
    en: '{element} keeps its due date ({due}).',
  },
  'listener.renamed': { zh: '“{element}”改为“{target}”。', en: '{element} becomes {target}.' },
  'listener.closed': {
    zh: '新版本没有“{element}”，不再等它。',
    en: '{element} is gone and is listened to no more.',
  },
  'listener.opened': {
    zh: '新版本加了“{target}”，开始等它。',
    en: '{target} is new and is listened to.',
  },
  'listener.rescheduled': {
    zh: '“{target}”按新版本从现在重新计时（{due}）。',
    en: '{target} is timed anew ({due}).',
  },
  'compensation.kept': {
    zh: '“{element}”办完的内容仍可撤销。',
    en: 'What {element} did can still be undone.',
  },
  'compensation.renamed': {
    zh: '“{element}”办完的内容改由“{target}”的办法撤销。',
    en: 'What {element} did is undone as {target}.',
  },
  'compensation.closed': {
    zh: '按计划放弃“{element}”的撤销办法。',
    en: 'How to undo {element} is let go, as planned.',
  },
  'compensation.refused': {
    zh: '“{element}”的撤销办法无处安放。',
    en: 'How to undo {element} finds no place.',
  },
} as const satisfies MessageTable;
