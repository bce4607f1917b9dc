import type { MessageTable } from './format';

/** Rejections (a command that does not fit) and incidents (a definition that failed). */
export const engineMessages = {
  'ENG-UNKNOWN-PROCESS': { zh: '没有流程 {process}。', en: 'There is no process {process}.' },
  'ENG-NO-START': {
    zh: '流程 {process} 没有可用的开始事件 {element}。',
    en: 'Process {process} has no start event {element} to use.',
  },
  'ENG-ENDED': { zh: '这件事已经办结，不能再操作。', en: 'The case has ended.' },
  'ENG-NOT-STARTED': { zh: '这件事还没有开始。', en: 'The case has not started.' },
  'ENG-STARTED': { zh: '这件事已经开始了。', en: 'The case has started already.' },
  'ENG-UNKNOWN-TASK': {
    zh: '这项待办已经办完或已撤销，请刷新后再看。',
    en: 'The task is done or was cancelled.',
  },
  'ENG-UNKNOWN-TIMER': {
    zh: '定时 {timer} 已不在等待。',
    en: 'Timer {timer} is not waiting any more.',
  },
  'ENG-UNKNOWN-JOB': {
    zh: '系统动作 {job} 已不在等待。',
    en: 'Job {job} is not waiting any more.',
  },
  'ENG-UNKNOWN-INCIDENT': {
    zh: '异常 {incident} 已经处理。',
    en: 'Incident {incident} is resolved.',
  },
  'ENG-NO-SUBSCRIPTION': {
    zh: '这件事现在不接受“{message}”。',
    en: 'The case does not wait for the message {message} now.',
  },
  'ENG-OUTCOME': {
    zh: '办理结果“{outcome}”不在可选范围内。',
    en: 'The outcome {outcome} is not one of those offered.',
  },
  'ENG-NO-FLOW': {
    zh: '{element} 之后没有一条路的条件成立，也没有默认路。',
    en: 'No flow after {element} has a true condition and there is no default.',
  },
  'ENG-EXPRESSION': {
    zh: '{element} 的规则计算出错：{detail}',
    en: 'A rule of {element} failed: {detail}',
  },
  'ENG-JOB-FAILED': {
    zh: '{element} 的系统动作没有做成：{detail}',
    en: 'The action of {element} failed: {detail}',
  },
  'ENG-UNCAUGHT-ERROR': {
    zh: '{element} 抛出的错误 {code} 没有处理的地方。',
    en: 'The error {code} thrown by {element} is caught nowhere.',
  },
  'ENG-TIMER-VALUE': {
    zh: '{element} 的定时规则没有给出时间：{value}',
    en: 'The timer of {element} gives no time: {value}',
  },
  'ENG-BUDGET': {
    zh: '{element} 一步之内循环次数过多，已停下。',
    en: 'One step ran too far at {element} and was stopped.',
  },
  'ENG-URGED': {
    zh: '4 小时内已经催办过，请稍后再催。',
    en: 'The performers were urged within the last 4 hours.',
  },
  'ENG-NOTHING-OPEN': { zh: '现在没有等人办理的环节。', en: 'Nothing waits for anybody now.' },
  'ENG-NOBODY-TOLD': { zh: '请选择抄送给谁。', en: 'Choose who is to be told.' },
  'ENG-NO-MEMBERS': {
    zh: '{element} 的会签没有成员，请补上成员后重试。',
    en: 'The countersigning {element} has no members.',
  },
  'ENG-SHARE': {
    zh: '{element} 的会签比例须是 0 到 1 之间的数，实际是 {value}。',
    en: 'A share of {element} has to be a number of 0 to 1, not {value}.',
  },
  'ENG-NOT-COUNTERSIGN': {
    zh: '这一步不是会签，不能增加并列的成员。',
    en: 'This step is not countersigned, so nobody can be added beside.',
  },
  'ENG-UNITS-SIGN': {
    zh: '这一步由各单位会签，不能增加个人；要听其他人的意见，请用前加签或后加签。',
    en: 'Units sign this step, so no person can be added beside them; ask before or after instead.',
  },
  'ENG-ALREADY-MEMBER': {
    zh: '所选的人里有人已经是会签成员，不用重复增加。',
    en: 'One of these people is a member already.',
  },
  'ENG-LAST-MEMBER': {
    zh: '会签至少要留一名成员。',
    en: 'At least one member has to stay.',
  },
  'ENG-CARDINALITY': {
    zh: '{element} 的次数须是不小于 0 的整数，现在是 {value}。',
    en: 'The number of instances of {element} must be a whole number of at least 0, but is {value}.',
  },
  'ENG-NO-PERFORMER': {
    zh: '{element} 没有可以办理的人：规则没有给出人，也没有写明角色。',
    en: 'Nobody can perform {element}: its rules give no person and no role is named.',
  },
  'ENG-DEADLINE': {
    zh: '{element} 的时限规则没有给出天数：{value}',
    en: 'The deadline of {element} gives no number of days: {value}',
  },
  'ENG-SUSPENDED': {
    zh: '这件事已暂停，恢复以后才能办理。',
    en: 'The case is held; it goes on once it is resumed.',
  },
  'ENG-NOT-SUSPENDED': { zh: '这件事没有暂停。', en: 'The case is not held.' },
  'ENG-BUSY': {
    zh: '系统正在办理其中一步，请稍后再暂停。',
    en: 'The system is working on a step; hold the case a little later.',
  },
  'ENG-NOT-CLAIMED': {
    zh: '这项待办是指定您办理的，不能退还；可以转办给别人。',
    en: 'The task was given to you by name and cannot be released; transfer it instead.',
  },
  'ENG-ASIDE': {
    zh: '这是别人请您协助的一步，请直接办理，不能再转出或退回。',
    en: 'This is work beside another step; complete it, it cannot be handed on or sent back.',
  },
  'ENG-NO-SIGNERS': { zh: '请选择加签的人。', en: 'Choose who is to sign.' },
  'ENG-NOT-A-SIGNER': {
    zh: '这个人没有被加签，或者已经签过了。',
    en: 'This person was not asked to sign or has signed already.',
  },
  'ENG-RETURN-TARGET': {
    zh: '不能退回到 {element}：它还没有办过，或者不在到这一步的路上。',
    en: 'The case cannot go back to {element}: it is not done or does not lead here.',
  },
  'ENG-INTO-LOOP': {
    zh: '不能进入 {element} 里面：它要办几次，说不清是哪一次。',
    en: 'Expected a step outside {element}, but it repeats and no single run of it can be told.',
  },
  'ENG-WITHDRAW-NOTHING': {
    zh: '没有可以撤回的办理。',
    en: 'There is nothing to take back.',
  },
  'ENG-WITHDRAW-NOT-YOURS': {
    zh: '只能撤回自己办的一步。',
    en: 'Only whoever did a step may take it back.',
  },
  'ENG-WITHDRAW-ACTED': {
    zh: '后面的人已经签收或办理，不能撤回了。',
    en: 'Someone has acted on it; it cannot be taken back any more.',
  },
  'ENG-WITHDRAW-SPOKEN': {
    zh: '这一步之后系统已经发出通知或办了别的事，不能撤回了。',
    en: 'Something has left the case since; the step cannot be taken back.',
  },
  'ENG-NOTHING-LEFT': {
    zh: '这样改后什么也不剩；要结束这件事，请用“终止”。',
    en: 'Nothing would be left; terminate the case instead.',
  },
  'ENG-NOT-RUNNING': { zh: '{element} 现在没有在办。', en: '{element} is not running now.' },
  'ENG-NO-SUCH-STEP': {
    zh: '流程里没有可以开始的一步 {element}。',
    en: 'There is no step {element} that can be started.',
  },
  'ENG-WHICH-SCOPE': {
    zh: '说不清 {element} 应在哪一处开始，请指明。',
    en: 'Expected one running scope around {element}, but found none or several; name it.',
  },
} as const satisfies MessageTable;
