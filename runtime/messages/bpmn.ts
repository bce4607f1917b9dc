import type { MessageTable } from './format';

/** Problems of BPMN files; `{element}` is the element's id. */
export const bpmnMessages = {
  'BPMN-XML': { zh: '不是可读的 BPMN 文件:{detail}', en: 'Not a readable BPMN file: {detail}' },
  'BPMN-DOCTYPE': {
    zh: '文件含有 DOCTYPE 或实体声明,出于安全不予读取,请删去后再试。',
    en: 'The file declares a DOCTYPE or an entity and is refused; remove it.',
  },
  'BPMN-TOO-LARGE': { zh: '文件超过 5 MB。', en: 'The file is larger than 5 MB.' },
  'BPMN-NO-PROCESS': {
    zh: '文件里没有可执行的流程(isExecutable)。',
    en: 'The file has no executable process.',
  },
  'BPMN-MISSING-ID': { zh: '{type} 没有编号(id)。', en: 'A {type} has no id.' },
  'BPMN-DUPLICATE-ID': { zh: '编号 {element} 重复。', en: 'The id {element} is used twice.' },
  'BPMN-UNRESOLVED': {
    zh: '{element} 的 {property} 指向不存在的 {id}。',
    en: '{property} of {element} refers to {id}, which does not exist.',
  },
  'BPMN-NOT-EXECUTABLE': {
    zh: '{element} 是 {type},不能执行,请换成可执行的元素。',
    en: '{element} is a {type}, which cannot be executed.',
  },
  'BPMN-NO-START': { zh: '{element} 没有开始的地方。', en: '{element} has nowhere to start.' },
  'BPMN-EXPRESSION': {
    zh: '{element} 的规则有误:{detail}',
    en: 'A rule of {element} is wrong: {detail}',
  },
  'BPMN-LANGUAGE': {
    zh: '{element} 用了 {language},这里只支持 JSONata。',
    en: '{element} uses {language}; only JSONata is supported.',
  },
  'BPMN-EVENT-DEFINITION': {
    zh: '{element} 不能带{kind}事件。',
    en: '{element} may not have a {kind} event definition.',
  },
  'BPMN-EVENT-REFERENCE': {
    zh: '{element} 的{kind}事件没有写明名称。',
    en: 'The {kind} event of {element} names nothing.',
  },
  'BPMN-TIMER': {
    zh: '{element} 的定时没有写明时间或写了多个。',
    en: 'The timer of {element} needs exactly one time.',
  },
  'BPMN-FLOW-END': {
    zh: '顺序流 {element} 须从 {scope} 里的一个元素连到另一个元素。',
    en: 'The sequence flow {element} must connect two elements of {scope}.',
  },
  'BPMN-FLOW-INTO': {
    zh: '{element} 不能有流入的顺序流。',
    en: '{element} may not have incoming sequence flows.',
  },
  'BPMN-FLOW-OUT': {
    zh: '{element} 不能有流出的顺序流。',
    en: '{element} may not have outgoing sequence flows.',
  },
  'BPMN-NO-INCOMING': {
    zh: '{element} 须有流入的顺序流。',
    en: '{element} needs an incoming sequence flow.',
  },
  'BPMN-NO-OUTGOING': {
    zh: '{element} 须有流出的顺序流。',
    en: '{element} needs an outgoing sequence flow.',
  },
  'BPMN-DEFAULT-FLOW': {
    zh: '{element} 的默认流不是它自己的流出线,或带了条件。',
    en: 'The default flow of {element} is not one of its outgoing flows, or has a condition.',
  },
  'BPMN-CONDITION-PLACE': {
    zh: '条件写在了 {element} 上,但它的起点不能有条件。',
    en: 'The condition on {element} is not allowed there.',
  },
  'BPMN-ATTACHED': {
    zh: '边界事件 {element} 没有附在活动上。',
    en: 'The boundary event {element} is not attached to an activity.',
  },
  'BPMN-EVENT-SUBPROCESS': {
    zh: '事件子流程 {element}:{detail}',
    en: 'Event sub-process {element}: {detail}',
  },
  'BPMN-GATEWAY': { zh: '网关 {element}:{detail}', en: 'Gateway {element}: {detail}' },
  'BPMN-LOOP': {
    zh: '{element} 的循环设置有误:{detail}',
    en: 'The loop of {element} is wrong: {detail}',
  },
  'BPMN-COMPENSATION': {
    zh: '{element} 的补偿设置有误:{detail}',
    en: 'The compensation of {element} is wrong: {detail}',
  },
  'BPMN-CALLED-ELEMENT': {
    zh: '{element} 调用的流程 {called} 不在这个包里。',
    en: '{element} calls {called}, which is not deployed with it.',
  },
  'BPMN-LINK': { zh: '链接事件 {element}:{detail}', en: 'Link event {element}: {detail}' },
  'BPMN-TRANSACTION': {
    zh: '{element} 只能用在事务子流程里。',
    en: '{element} is allowed only in a transaction.',
  },
  'BPMN-AD-HOC': {
    zh: '自由子流程 {element}:{detail}',
    en: 'Ad hoc sub-process {element}: {detail}',
  },
  'BPMN-STRUCTURE': { zh: '{element}:{detail}', en: '{element}: {detail}' },
  'BPMN-OUTCOMES': {
    zh: '{element} 的办理结果设置有误:{detail}',
    en: 'The outcomes of {element} are wrong: {detail}',
  },
  'BPMN-ASSIGNMENT': {
    zh: '{element} 没有写明谁来办。',
    en: '{element} does not say who performs it.',
  },
} as const satisfies MessageTable;
