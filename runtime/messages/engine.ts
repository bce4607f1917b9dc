import type { MessageTable } from './format';

/** Rejections (a command that does not fit) and incidents (a definition that failed). */
export const engineMessages = {
  'ENG-UNKNOWN-PROCESS': { zh: '没有流程 {process}。', en: 'There is no process {process}.' },
  'ENG-NO-START': {
    zh: '流程 {process} 没有可用的开始事件 {element}。',
    en: 'Process {process} has no start event {element} to use.',
  },
  'ENG-ENDED': { zh: '这件事已经办结,不能再操作。', en: 'The case has ended.' },
  'ENG-NOT-STARTED': { zh: '这件事还没有开始。', en: 'The case has not started.' },
  'ENG-STARTED': { zh: '这件事已经开始了。', en: 'The case has started already.' },
  'ENG-UNKNOWN-TASK': {
    zh: '这项待办已经办完或已撤销,请刷新后再看。',
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
    zh: '{element} 之后没有一条路的条件成立,也没有默认路。',
    en: 'No flow after {element} has a true condition and there is no default.',
  },
  'ENG-EXPRESSION': {
    zh: '{element} 的规则计算出错:{detail}',
    en: 'A rule of {element} failed: {detail}',
  },
  'ENG-JOB-FAILED': {
    zh: '{element} 的系统动作没有做成:{detail}',
    en: 'The action of {element} failed: {detail}',
  },
  'ENG-UNCAUGHT-ERROR': {
    zh: '{element} 抛出的错误 {code} 没有处理的地方。',
    en: 'The error {code} thrown by {element} is caught nowhere.',
  },
  'ENG-TIMER-VALUE': {
    zh: '{element} 的定时规则没有给出时间:{value}',
    en: 'The timer of {element} gives no time: {value}',
  },
  'ENG-BUDGET': {
    zh: '{element} 一步之内循环次数过多,已停下。',
    en: 'One step ran too far at {element} and was stopped.',
  },
  'ENG-CARDINALITY': {
    zh: '{element} 的次数须是不小于 0 的整数,现在是 {value}。',
    en: 'The number of instances of {element} must be a whole number of at least 0, but is {value}.',
  },
  'ENG-NO-PERFORMER': {
    zh: '{element} 没有可以办理的人:规则没有给出人,也没有写明角色。',
    en: 'Nobody can perform {element}: its rules give no person and no role is named.',
  },
  'ENG-DEADLINE': {
    zh: '{element} 的时限规则没有给出天数:{value}',
    en: 'The deadline of {element} gives no number of days: {value}',
  },
} as const satisfies MessageTable;
