import { bpmnConstraintMessages } from './bpmn-constraints';
import type { MessageTable } from './format';

/** Problems of BPMN files; `{element}` is the element's id. */
export const bpmnMessages = {
  'BPMN-XML': { zh: '不是可读的 BPMN 文件：{detail}', en: 'Not a readable BPMN file: {detail}' },
  'BPMN-DOCTYPE': {
    zh: '文件含有 DOCTYPE 或实体声明，出于安全不予读取，请删去后再试。',
    en: 'The file declares a DOCTYPE or an entity and is refused; remove it.',
  },
  'BPMN-TOO-LARGE': { zh: '文件超过 5 MB。', en: 'The file is larger than 5 MB.' },
  'BPMN-NO-PROCESS': {
    zh: '文件里没有可执行的流程（isExecutable）。',
    en: 'The file has no executable process.',
  },
  'BPMN-DUPLICATE-ID': { zh: '编号 {element} 重复。', en: 'The id {element} is used twice.' },
  'BPMN-NOT-EXECUTABLE': {
    zh: '{element} 是 {type}，不能执行，请换成可执行的元素。',
    en: '{element} is a {type}, which cannot be executed.',
  },
  'BPMN-EXPRESSION': {
    zh: '{element} 的规则有误：{detail}',
    en: 'A rule of {element} is wrong: {detail}',
  },
  'BPMN-LANGUAGE': {
    zh: '{element} 用了 {language}，这里只支持 JSONata。',
    en: '{element} uses {language}; only JSONata is supported.',
  },
  'BPMN-EVENT-REFERENCE': {
    zh: '{element} 的{kind}事件没有写明名称。',
    en: 'The {kind} event of {element} names nothing.',
  },
  'BPMN-HISTORY-LEVEL': {
    zh: '{element} 的留痕程度 {level} 不存在，可用 full、activity、tasks。',
    en: 'The history level {level} of {element} is none of full, activity, tasks.',
  },
  'BPMN-TIMER': {
    zh: '{element} 的定时没有写明时间或写了多个。',
    en: 'The timer of {element} needs exactly one time.',
  },
  'BPMN-LOOP': {
    zh: '{element} 的循环设置有误：{detail}',
    en: 'The loop of {element} is wrong: {detail}',
  },
  'BPMN-CALLED-ELEMENT': {
    zh: '{element} 调用的流程 {called} 不在这个包里。',
    en: '{element} calls {called}, which is not deployed with it.',
  },
  'BPMN-OUTCOMES': {
    zh: '{element} 的办理结果设置有误：{detail}',
    en: 'The outcomes of {element} are wrong: {detail}',
  },
  'BPMN-COUNTERSIGN': {
    zh: '{element} 的会签设置有误：{detail}',
    en: 'The countersigning of {element} is wrong: {detail}',
  },
  ...bpmnConstraintMessages,
} as const satisfies MessageTable;
