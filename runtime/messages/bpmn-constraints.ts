import type { MessageTable } from './format';

/** Breaches of the constraints of BPMN 2.0.2; the code is the rule's id in `engine/SPEC.md`. */
export const bpmnConstraintMessages = {
  'BPMN-ID1': {
    zh: '{element} 处的 {type} 没有编号（id）。',
    en: 'The {type} at {element} has no id.',
  },
  'BPMN-ID2': { zh: '编号 {id} 重复。', en: 'The id {id} is used twice.' },
  'BPMN-ID3': {
    zh: '{element} 的 {property} 指向不存在的 {id}。',
    en: '{property} of {element} refers to {id}, which does not exist.',
  },
  'BPMN-ID4': {
    zh: '{element} 的 {property} 不能指向 {id}：它不是这里要的那一类元素。',
    en: '{property} of {element} refers to {id}, which is of another kind.',
  },
  'BPMN-ID5': {
    zh: '文件里有 BPMN 标准没有的内容：{place}',
    en: 'The file holds what BPMN does not know: {place}',
  },
  'BPMN-ID6': {
    zh: '引入（import）没有写明 {property}。',
    en: 'An import does not say its {property}.',
  },
  'BPMN-ID7': {
    zh: '文件没有写明 targetNamespace。',
    en: 'The file has no targetNamespace.',
  },
  'BPMN-ID8': {
    zh: '{element} 的 {property} 写了两次，只能有一个。',
    en: '{property} of {element} is given twice; one is allowed.',
  },
  'BPMN-ID9': {
    zh: '{element} 的文字格式 {format} 不是 MIME 类型，例如 text/plain。',
    en: 'The text format {format} at {element} is no MIME type such as text/plain.',
  },
  'BPMN-PR1': {
    zh: '公共流程 {element} 不能执行，请把 processType 改为 Private 或不写。',
    en: 'The public process {element} cannot be executable.',
  },
  'BPMN-PR2': {
    zh: '泳道 {element} 里的 {node} 不属于它的流程。',
    en: 'Lane {element} lists {node}, which is not of its process.',
  },
  'BPMN-PR3': {
    zh: '关联属性 {element} 须写明从哪条消息的哪里取值。',
    en: 'The correlation property {element} must say from which message and where it is read.',
  },
  'BPMN-PR4': {
    zh: '关联订阅 {element} 须指明关联键，并为键的每个属性写明取值。',
    en: 'The correlation subscription {element} must name a key and bind each of its properties.',
  },
  'BPMN-SF1': {
    zh: '顺序流 {element} 的 {end} 须是同一流程或同一子流程里的活动、事件或网关。',
    en: '{end} of sequence flow {element} must be a flow node of the same process or sub-process.',
  },
  'BPMN-SF2': {
    zh: '{element} 的 {list} 与顺序流 {flow} 的起止不一致。',
    en: '{list} of {element} does not agree with sequence flow {flow}.',
  },
  'BPMN-SF3': {
    zh: '顺序流 {element} 不能带条件：它从 {source} 流出，条件只用于活动和排他、包容、复杂网关。',
    en: 'Sequence flow {element} may not have a condition: it leaves {source}.',
  },
  'BPMN-SF4': {
    zh: '{source} 只有一条流出线 {element} 且带条件；请再画一条或去掉条件。',
    en: 'The conditional flow {element} is the only one out of {source}; there must be another.',
  },
  'BPMN-SF5': {
    zh: '{element} 的默认流 {flow} 不是从它流出的。',
    en: 'The default flow {flow} of {element} does not leave it.',
  },
  'BPMN-SF6': {
    zh: '{element} 不能有流入的顺序流（{flow}）。',
    en: '{element} may not have incoming sequence flows ({flow}).',
  },
  'BPMN-SF7': {
    zh: '{element} 不能有流出的顺序流（{flow}）。',
    en: '{element} may not have outgoing sequence flows ({flow}).',
  },
  'BPMN-SF8': {
    zh: '{element} 的默认流 {flow} 不能带条件。',
    en: 'The default flow {flow} of {element} may not have a condition.',
  },
  'BPMN-SF9': {
    zh: '要执行的流程里，顺序流 {element} 的 isImmediate 不能为 false。',
    en: 'Sequence flow {element} of an executable process may not have isImmediate false.',
  },
  'BPMN-SF10': {
    zh: '顺序流 {element} 从并行网关 {source} 流出，它的条件不起作用。',
    en: 'Sequence flow {element} leaves the parallel gateway {source}; its condition is ignored.',
  },
  'BPMN-GW1': {
    zh: '汇聚网关 {element} 须有多条流入、至多一条流出。',
    en: 'The converging gateway {element} needs several incoming flows and at most one outgoing.',
  },
  'BPMN-GW2': {
    zh: '分支网关 {element} 须有多条流出、至多一条流入。',
    en: 'The diverging gateway {element} needs several outgoing flows and at most one incoming.',
  },
  'BPMN-GW3': {
    zh: '混合网关 {element} 的流入和流出都须有多条。',
    en: 'The mixed gateway {element} needs several incoming and several outgoing flows.',
  },
  'BPMN-GW4': { zh: '网关 {element} 没有连线。', en: 'The gateway {element} has no flows.' },
  'BPMN-GW5': {
    zh: '事件网关 {element} 至少要有两条流出。',
    en: 'The event-based gateway {element} needs at least two outgoing flows.',
  },
  'BPMN-GW6': {
    zh: '事件网关 {element} 之后只能是消息、信号、定时、条件事件或接收任务，{target} 不是。',
    en: 'What follows the event-based gateway {element} must be an awaited event; {target} is not.',
  },
  'BPMN-GW7': {
    zh: '{target} 在事件网关 {element} 之后，不能再有别的流入。',
    en: '{target} follows the event-based gateway {element} and may have no other incoming flow.',
  },
  'BPMN-GW8': {
    zh: '接收任务 {target} 在事件网关 {element} 之后，不能附边界事件。',
    en: 'The receive task {target} follows {element} and may have no boundary events.',
  },
  'BPMN-GW9': {
    zh: '事件网关 {element} 之后不能既有消息事件又有接收任务。',
    en: 'Message events and receive tasks may not both follow {element}.',
  },
  'BPMN-GW10': {
    zh: '用来启动流程的 {element} 不能有流入的顺序流。',
    en: '{element} starts a process and may have no incoming flows.',
  },
  'BPMN-GW11': {
    zh: '并行的事件网关 {element} 只能用来启动流程（instantiate）。',
    en: 'The parallel event-based gateway {element} must start a process (instantiate).',
  },
  'BPMN-SE1': {
    zh: '这一层有开始事件，所以 {element} 须有流入的顺序流。',
    en: '{element} needs an incoming sequence flow, because its level has a start event.',
  },
  'BPMN-SE2': {
    zh: '{element} 须有流出的顺序流。',
    en: '{element} needs an outgoing sequence flow.',
  },
  'BPMN-SE3': {
    zh: '{element} 有结束事件，却没有开始事件。',
    en: '{element} has an end event but no start event.',
  },
  'BPMN-SE4': {
    zh: '流程有开始事件却没有结束事件，{element} 之后看不出在哪里结束。',
    en: 'The process has a start event but no end event, and nothing shows where it ends after {element}.',
  },
  'BPMN-SE5': {
    zh: '这一层有结束事件，所以 {element} 须有流出的顺序流，通向结束事件。',
    en: '{element} needs an outgoing sequence flow, because its level has an end event.',
  },
  'BPMN-EV1': {
    zh: '{element} 没有写明等什么事件。',
    en: '{element} does not say what it waits for.',
  },
  'BPMN-EV2': {
    zh: '{element} 这个位置（{position}）不能用 {trigger} 事件。',
    en: '{element} may not have a {trigger} event definition ({position}).',
  },
  'BPMN-EV3': {
    zh: '{element} 要等齐多个事件（parallelMultiple），却没有写两个以上。',
    en: '{element} waits for several events (parallelMultiple) but names fewer than two.',
  },
  'BPMN-EV4': {
    zh: '{element} 的消息没有写明是哪一条，或消息没有名称。',
    en: 'The message event {element} names no message.',
  },
  'BPMN-EV5': {
    zh: '{element} 的信号没有写明是哪一个，或信号没有名称。',
    en: 'The signal event {element} names no signal.',
  },
  'BPMN-EV6': {
    zh: '{element} 抛出的错误没有代码（errorCode）。',
    en: 'The error that {element} throws has no errorCode.',
  },
  'BPMN-EV7': {
    zh: '{element} 抛出的升级没有代码（escalationCode）。',
    en: 'The escalation that {element} throws has no escalationCode.',
  },
  'BPMN-EV8': {
    zh: '{element} 的消息带有数据类型，须写明由哪个操作（operationRef）收发。',
    en: 'The message of {element} has content; the event must name its operation.',
  },
  'BPMN-EV9': {
    zh: '操作 {element} 没有写明接收的消息（inMessageRef）。',
    en: 'The operation {element} has no inMessageRef.',
  },
  'BPMN-EV10': {
    zh: '{element} 的消息不是操作 {operation} 的消息。',
    en: 'The message of {element} is none of operation {operation}.',
  },
  'BPMN-EV11': {
    zh: '{element} 引用了抛出事件 {owner} 自己的事件定义；要共用，请把它放在文件的最外层。',
    en: '{element} refers to an event definition of {owner}, which throws; only shared ones may be referred to.',
  },
  'BPMN-CA1': {
    zh: '{element} 调用的流程 {called} 没有不带触发条件的开始事件，无法被调用。',
    en: '{element} calls {called}, which has no start event without a trigger.',
  },
  'BPMN-BE1': {
    zh: '边界事件 {element} 须附在同一层的活动上。',
    en: 'The boundary event {element} must be attached to an activity of the same level.',
  },
  'BPMN-BE2': {
    zh: '错误、取消、补偿的边界事件 {element} 不能设为不中断（cancelActivity）。',
    en: 'The error, cancel or compensation boundary event {element} must cancel its activity.',
  },
  'BPMN-BE3': {
    zh: '取消边界事件 {element} 只能附在事务子流程上。',
    en: 'The cancel boundary event {element} must be attached to a transaction.',
  },
  'BPMN-BE4': {
    zh: '一个事务只能有一个取消边界事件，{element} 是多出来的。',
    en: 'A transaction has one cancel boundary event; {element} is one too many.',
  },
  'BPMN-LK1': { zh: '链接事件 {element} 没有名称。', en: 'The link event {element} has no name.' },
  'BPMN-LK2': {
    zh: '链接 {name} 有多个目标，{element} 是多出来的。',
    en: 'The link {name} has several targets; {element} is one too many.',
  },
  'BPMN-LK3': {
    zh: '链接事件 {element} 没有对应的目标。',
    en: 'The link event {element} has no target.',
  },
  'BPMN-LK4': {
    zh: '链接事件 {element} 没有对应的来源。',
    en: 'The link event {element} has no source.',
  },
  'BPMN-LK5': {
    zh: '链接事件 {element} 指向 {target}，但 {target} 没有把它列为来源。',
    en: 'The link event {element} names {target}, which does not list it as a source.',
  },
  'BPMN-CP1': {
    zh: '补偿边界事件 {element} 须用关联线连到一个补偿活动。',
    en: 'The compensation boundary event {element} needs an association to exactly one activity.',
  },
  'BPMN-CP2': {
    zh: '{element} 所连的 {handler} 须是同一层的补偿活动（isForCompensation）。',
    en: '{handler}, associated with {element}, must be for compensation and of the same level.',
  },
  'BPMN-CP3': {
    zh: '补偿活动 {element} 没有用关联线连到补偿边界事件。',
    en: 'The compensation activity {element} is associated with no compensation boundary event.',
  },
  'BPMN-CP4': {
    zh: '{element} 要补偿的 {activity} 不在它能看到的范围内。',
    en: '{element} names {activity} for compensation, which it cannot see.',
  },
  'BPMN-CP5': {
    zh: '{element} 要补偿的 {activity} 没有补偿边界事件。',
    en: '{element} names {activity} for compensation, which has no compensation boundary event.',
  },
  'BPMN-CP6': {
    zh: '{element} 接收补偿，不能再写要补偿的活动（{activity}）。',
    en: '{element} catches compensation and may not name an activity ({activity}).',
  },
  'BPMN-CP7': {
    zh: '补偿事件子流程 {element} 只能放在子流程里，每个子流程一个。',
    en: 'The compensation event sub-process {element} must stand in a sub-process, one in each.',
  },
  'BPMN-CP8': {
    zh: '{activity} 已有补偿边界事件，{element} 是多出来的。',
    en: '{activity} has a compensation boundary event already; {element} is one too many.',
  },
  'BPMN-SP1': {
    zh: '事件子流程 {element} 须有且只有一个开始事件。',
    en: 'The event sub-process {element} needs exactly one start event.',
  },
  'BPMN-SP2': {
    zh: '事件子流程的开始事件 {element} 须写明由什么触发。',
    en: 'The start event {element} of an event sub-process needs a trigger.',
  },
  'BPMN-SP3': {
    zh: '由错误触发的开始事件 {element} 不能设为不中断。',
    en: 'The error start event {element} must interrupt.',
  },
  'BPMN-SP4': {
    zh: '取消结束事件 {element} 只能用在事务子流程里。',
    en: 'The cancel end event {element} is allowed only in a transaction.',
  },
  'BPMN-SP5': {
    zh: '自由子流程 {scope} 里不能有开始或结束事件 {element}。',
    en: 'The ad hoc sub-process {scope} may hold no start or end event ({element}).',
  },
  'BPMN-SP6': {
    zh: '自由子流程 {element} 里至少要有一个活动。',
    en: 'The ad hoc sub-process {element} needs at least one activity.',
  },
  'BPMN-SP7': {
    zh: '事务子流程 {element} 的 method 须是 URI 或 ##Compensate、##Image、##Store,{method} 不是。',
    en: 'The method {method} of transaction {element} is no URI.',
  },
  'BPMN-TK1': {
    zh: '{element} 的 {property} 须是不小于 1 的整数。',
    en: '{property} of {element} must be a whole number of 1 or more.',
  },
  'BPMN-TK2': {
    zh: '{element} 的办理人不能既指定资源又写规则。',
    en: 'A role of {element} has both a resource and an expression.',
  },
  'BPMN-TK3': {
    zh: '{element} 的办理人参数须属于所指定的资源。',
    en: 'A role of {element} binds a parameter of no resource that it names.',
  },
  'BPMN-TK4': {
    zh: '脚本任务 {element} 没有写明脚本语言（scriptFormat）。',
    en: 'The script task {element} does not say its scriptFormat.',
  },
  'BPMN-TK5': {
    zh: '用来启动流程的接收任务 {element} 不能有流入的顺序流。',
    en: 'The receive task {element} starts a process and may have no incoming flows.',
  },
  'BPMN-TK6': {
    zh: '{element} 的消息带有数据类型，须写明由哪个操作（operationRef）收发。',
    en: 'The message of {element} has content; the task must name its operation.',
  },
  'BPMN-TK7': {
    zh: '{element} 的消息不是操作 {operation} 的消息。',
    en: 'The message of {element} is none of operation {operation}.',
  },
  'BPMN-LP1': {
    zh: '{element} 的多实例不能既写次数又写集合。',
    en: 'The multi-instance {element} has both a cardinality and a collection.',
  },
  'BPMN-LP2': {
    zh: '{element} 写了 {item}，却没有写 {collection}。',
    en: '{element} has {item} without {collection}.',
  },
  'BPMN-LP3': {
    zh: '{element} 的 {collection} 指向的数据不是集合。',
    en: '{collection} of {element} is no collection.',
  },
  'BPMN-LP4': {
    zh: '{element} 的 {item} 须是单个数据，不能是集合。',
    en: '{item} of {element} must be single, but is a collection.',
  },
  'BPMN-LP5': {
    zh: '{element} 的 {item} 与集合里的数据类型不同。',
    en: '{item} of {element} is of another kind than its collection.',
  },
  'BPMN-LP6': {
    zh: '{element} 的多实例事件设置与 behavior={behavior} 不符。',
    en: 'The behaviour events of {element} do not fit behavior={behavior}.',
  },
  'BPMN-LP7': {
    zh: '{element} 的 complexBehaviorDefinition 没有条件。',
    en: 'A complexBehaviorDefinition of {element} has no condition.',
  },
  'BPMN-LP8': {
    zh: '{element} 的 {collection} 须是它自己的输入或输出数据。',
    en: '{collection} of {element} must be data of its own ioSpecification.',
  },
  'BPMN-LP9': {
    zh: '{element} 的多实例完成条件须得出是或否。',
    en: 'The completion condition of {element} must give true or false.',
  },
  'BPMN-DT1': {
    zh: '{element} 与数据类型 {type} 的 isCollection 不一致。',
    en: 'isCollection of {element} and of its item definition {type} differ.',
  },
  'BPMN-DT2': {
    zh: '数据对象引用 {element} 没有指向数据对象。',
    en: 'The data object reference {element} refers to no data object.',
  },
  'BPMN-DT3': {
    zh: '{element} 的数据说明没有 {sets}。',
    en: 'The ioSpecification of {element} has no {sets}.',
  },
  'BPMN-DT4': {
    zh: '{element} 的数据 {data} 不在任何 {sets} 里。',
    en: 'The data {data} of {element} is in none of its {sets}.',
  },
  'BPMN-DT5': {
    zh: '{element} 的 {sets} 引用了不属于它的数据 {data}。',
    en: 'The {sets} of {element} refer to {data}, which does not belong there.',
  },
  'BPMN-DT6': {
    zh: '{element} 与 {other} 须互相引用（inputSetRefs、outputSetRefs）。',
    en: '{element} and {other} must refer to each other (inputSetRefs, outputSetRefs).',
  },
  'BPMN-DT7': {
    zh: '{element} 的数据关联 {association} 没有目标。',
    en: 'The data association {association} of {element} has no target.',
  },
  'BPMN-DT8': {
    zh: '{element} 的数据关联 {association} 没有转换规则，须有且只有一个来源。',
    en: 'The data association {association} of {element} needs exactly one source.',
  },
  'BPMN-DT9': {
    zh: '{element} 的数据关联 {association} 两端的数据类型不同。',
    en: 'The ends of the data association {association} of {element} are of different kinds.',
  },
  'BPMN-DT10': {
    zh: '{element} 的数据关联 {association} 须连到它自己的输入或输出数据。',
    en: 'The data association {association} of {element} must end at its own data.',
  },
  'BPMN-DT11': {
    zh: '事件 {element} 的输入输出数据个数与它的触发事件不符。',
    en: 'The event {element} needs one data input or output for each trigger with content.',
  },
  'BPMN-DT12': {
    zh: '事件 {element} 的数据类型与触发事件的内容不同。',
    en: 'The data of event {element} is of another kind than the content of its trigger.',
  },
  'BPMN-DT13': {
    zh: '{element} 收发消息，输入和输出各至多一项。',
    en: '{element} handles messages and may have at most one input and one output.',
  },
  'BPMN-DT14': {
    zh: '{element} 的数据类型与消息的内容不同。',
    en: 'The data of {element} is of another kind than its message.',
  },
  'BPMN-DT15': {
    zh: '{element} 的 ioBinding 与操作 {operation} 的消息类型不同。',
    en: 'An ioBinding of {element} does not fit the messages of {operation}.',
  },
  'BPMN-DT16': {
    zh: '{element} 的输入输出与所调用的 {called} 不同。',
    en: 'The inputs and outputs of {element} are not those of {called}.',
  },
  'BPMN-DT17': {
    zh: '数据对象引用 {element} 的名称须是「{wanted}」。',
    en: 'The data object reference {element} must be named "{wanted}".',
  },
  'BPMN-DT18': {
    zh: '子流程 {element} 不能有数据说明（ioSpecification），它直接看得到外面的数据。',
    en: 'The sub-process {element} may have no ioSpecification.',
  },
  'BPMN-DT19': {
    zh: '{element} 的数据关联 {association} 写入了流程的输入或读取了流程的输出。',
    en: 'The data association {association} of {element} writes an input or reads an output of the process.',
  },
  'BPMN-DT20': {
    zh: '{element} 作为服务提供（supportedInterfaceRef），须写明 ioBinding。',
    en: '{element} is offered as a service and needs an ioBinding.',
  },
  'BPMN-EX1': {
    zh: '{element} 的 {property} 要执行，须是形式表达式（tFormalExpression）。',
    en: '{property} of {element} is executed and must be a formal expression.',
  },
  'BPMN-EX2': {
    zh: '{element} 的 {property} 是空的，须写明表达式。',
    en: '{property} of {element} is empty; it must hold an expression.',
  },
  'BPMN-EX3': {
    zh: '文件的表达式语言是 {language}，{element} 的 {property} 无法执行；这里只支持 JSONata。',
    en: 'The expression language of the file is {language}; {property} of {element} cannot be executed.',
  },
  'BPMN-CO1': {
    zh: '{element} 的参与者数量有误：下限不小于 0，上限不小于 1 且不小于下限。',
    en: 'The participant multiplicity of {element} must have 0 ≤ minimum ≤ maximum and maximum ≥ 1.',
  },
  'BPMN-CO2': {
    zh: '消息流 {element} 不能从 {end} 发出。',
    en: 'The message flow {element} may not leave {end}.',
  },
  'BPMN-CO3': {
    zh: '消息流 {element} 不能到达 {end}。',
    en: 'The message flow {element} may not arrive at {end}.',
  },
  'BPMN-CO4': {
    zh: '消息流 {element} 须连接不同的参与者。',
    en: 'The message flow {element} must connect different participants.',
  },
  'BPMN-CO5': {
    zh: '编排或全局会话 {element} 不能引用编排（choreographyRef）。',
    en: 'The choreography or global conversation {element} may not refer to a choreography.',
  },
  'BPMN-CO6': {
    zh: '全局会话 {element} 里只能有参与者和消息流。',
    en: 'The global conversation {element} may hold only participants and message flows.',
  },
  'BPMN-CO7': {
    zh: '协作 {element} 与它引用的编排的 isClosed 不一致。',
    en: 'isClosed of collaboration {element} and of its choreography differ.',
  },
} as const satisfies MessageTable;

export type ConstraintCode = keyof typeof bpmnConstraintMessages;
