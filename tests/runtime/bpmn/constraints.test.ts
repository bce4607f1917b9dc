/** Every rule of runtime/bpmn/check: a drawing that breaks it is refused, naming rule and element. */
import { describe, expect, test } from '@jest/globals';
import { compileProcesses } from '../../../runtime/bpmn';
import { bpmnConstraintMessages } from '../../../runtime/messages/bpmn-constraints';
import { bpmn, el, flow } from '../../support/scenario';

const FORMAL = 'xsi:type="bpmn:tFormalExpression"';
const MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>';
const SIGNAL = '<bpmn:signalEventDefinition signalRef="g"/>';
const TIMER =
  '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
const ERROR = '<bpmn:errorEventDefinition errorRef="x"/>';
const COMPENSATE = '<bpmn:compensateEventDefinition/>';
const CANCEL = '<bpmn:cancelEventDefinition/>';
const TERMINATE = '<bpmn:terminateEventDefinition/>';
const link = (name: string, inside = '', id = ''): string =>
  `<bpmn:linkEventDefinition name="${name}" ${id === '' ? '' : `id="${id}"`}>${inside}</bpmn:linkEventDefinition>`;

/** What the drawings refer to. */
const ROOTS = `
  <bpmn:itemDefinition id="one" structureRef="text"/>
  <bpmn:itemDefinition id="other" structureRef="number"/>
  <bpmn:itemDefinition id="many" structureRef="text" isCollection="true"/>
  <bpmn:message id="m" name="reply"/>
  <bpmn:message id="typed" name="typed" itemRef="one"/>
  <bpmn:message id="typedOther" name="typedOther" itemRef="other"/>
  <bpmn:signal id="g" name="alarm"/>
  <bpmn:signal id="typedSignal" name="typedSignal" structureRef="one"/>
  <bpmn:signal id="nameless"/>
  <bpmn:error id="x" errorCode="X"/>
  <bpmn:error id="codeless"/>
  <bpmn:escalation id="up" escalationCode="UP"/>
  <bpmn:escalation id="upCodeless"/>
  <bpmn:interface id="service" name="service">
    <bpmn:operation id="ask" name="ask"><bpmn:inMessageRef>typed</bpmn:inMessageRef></bpmn:operation>
  </bpmn:interface>
  <bpmn:resource id="office" name="office"><bpmn:resourceParameter id="level" name="level"/></bpmn:resource>
  <bpmn:resource id="court" name="court"><bpmn:resourceParameter id="rank" name="rank"/></bpmn:resource>`;

const start = el('startEvent', 's');
const end = el('endEvent', 'e');
/** `s → a → e`, with `a` as given and whatever stands beside. */
const around = (a: string, beside = ''): string =>
  start + a + end + flow('s', 'a') + flow('a', 'e') + beside;
const task = (content = '', attributes = ''): string => el('task', 'a', attributes, content);
const boundary = (definition: string, attributes = 'attachedToRef="a"'): string =>
  el('boundaryEvent', 'b', attributes, definition);
const caught = (definition: string, attributes?: string): string =>
  around(task(), boundary(definition, attributes) + el('endEvent', 'e2') + flow('b', 'e2'));
const eventSubProcess = (trigger: string, attributes = '', more = ''): string =>
  el(
    'subProcess',
    'esp',
    'triggeredByEvent="true"',
    el('startEvent', 'es', attributes, trigger) + more + el('endEvent', 'ee') + flow('es', 'ee'),
  );
const eventGateway = (targets: string, attributes = '', more = ''): string =>
  start +
  el('eventBasedGateway', 'w', attributes) +
  targets +
  end +
  flow('s', 'w') +
  ['c1', 'c2'].map((id) => flow('w', id) + flow(id, 'e')).join('') +
  more;
const catching = (id: string, definition: string): string =>
  el('intermediateCatchEvent', id, '', definition);
const io = (content: string): string =>
  `<bpmn:ioSpecification id="io">${content}</bpmn:ioSpecification>`;
const loop = (content: string, attributes = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const TWICE = `<bpmn:loopCardinality ${FORMAL}>2</bpmn:loopCardinality>`;
const pools = (flows: string, others = ''): string =>
  `<bpmn:collaboration id="k"><bpmn:participant id="here" processRef="p"/><bpmn:participant id="there"/>${others}${flows}</bpmn:collaboration>`;
const messageFlow = (ends: string): string => `<bpmn:messageFlow id="mf" ${ends}/>`;
const handler = (attributes = 'isForCompensation="true"'): string => el('task', 'undo', attributes);
const joined = (source = 'b', target = 'undo'): string =>
  `<bpmn:association id="as" associationDirection="One" sourceRef="${source}" targetRef="${target}"/>`;

type Case = readonly [
  rule: string,
  element: string,
  what: string,
  elements: string,
  beside?: string,
];

const refused: readonly Case[] = [
  ['ID1', 'p', 'a task without an id', `${start}<bpmn:task/>`],
  ['ID2', '', 'two elements of one id', around(task(), el('textAnnotation', 'a'))],
  ['ID3', 's_a', 'a flow to an element that is not there', start + flow('s', 'a')],
  [
    'ID4',
    'c',
    'a signal where a message belongs',
    start +
      catching('c', '<bpmn:messageEventDefinition messageRef="g"/>') +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  ['ID5', '', 'content that BPMN does not know', around(task('<bpmn:unheardOf/>'))],
  [
    'ID6',
    '',
    'an import that says not from where',
    around(task()),
    '<bpmn:import namespace="urn:x" importType="urn:y"/>',
  ],
  ['PR1', 'p', 'an executable public process', 'PUBLIC'],
  [
    'PR2',
    'l',
    'a lane with a node of a sub-process of another',
    around(task()) +
      '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>q1</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
    '<bpmn:process id="q" isExecutable="false"><bpmn:task id="q1"/></bpmn:process>',
  ],
  [
    'PR3',
    'cp',
    'a correlation property read from nowhere',
    around(task()),
    '<bpmn:correlationProperty id="cp" name="number"/>',
  ],
  [
    'PR4',
    'cs',
    'a correlation subscription without a key',
    around(task()) + '<bpmn:correlationSubscription id="cs"/>',
  ],
  [
    'SF1',
    's_i',
    'a flow into a sub-process',
    start + el('subProcess', 'a', '', el('task', 'i')) + flow('s', 'i'),
  ],
  [
    'SF2',
    'a',
    'a list of flows that is not what the flows say',
    around(task('<bpmn:incoming>a_e</bpmn:incoming>')),
  ],
  [
    'SF3',
    's_a',
    'a condition on the only flow of a start event',
    start + task() + end + flow('s', 'a', 'x') + flow('a', 'e'),
  ],
  [
    'SF4',
    'a_e',
    'a condition on the only flow of a task',
    start + task() + end + flow('s', 'a') + flow('a', 'e', 'x'),
  ],
  [
    'SF5',
    'f',
    'a default flow of another node',
    start + el('exclusiveGateway', 'f', 'default="s_f"') + end + flow('s', 'f') + flow('f', 'e'),
  ],
  [
    'SF5',
    'f',
    'a default flow of a parallel gateway',
    start + el('parallelGateway', 'f', 'default="f_e"') + end + flow('s', 'f') + flow('f', 'e'),
  ],
  ['SF6', 's', 'a flow into a start event', around(task(), flow('a', 's'))],
  [
    'SF6',
    'esp',
    'a flow into an event sub-process',
    around(task(), eventSubProcess(SIGNAL) + flow('a', 'esp')),
  ],
  ['SF7', 'e', 'a flow out of an end event', around(task(), flow('e', 'a'))],
  [
    'SF7',
    'b',
    'a flow out of a compensation boundary event',
    around(task(), boundary(COMPENSATE) + handler() + joined() + flow('b', 'e')),
  ],
  [
    'SF8',
    'f',
    'a default flow with a condition',
    start +
      el('exclusiveGateway', 'f', 'default="f_e"') +
      end +
      flow('s', 'f') +
      flow('f', 'e', 'x'),
  ],
  [
    'SF9',
    's_a',
    'a flow that is not immediate',
    start +
      task() +
      end +
      flow('s', 'a').replace('<bpmn:sequenceFlow', '<bpmn:sequenceFlow isImmediate="false"') +
      flow('a', 'e'),
  ],
  [
    'GW1',
    'f',
    'a converging gateway with one incoming flow',
    start +
      el('exclusiveGateway', 'f', 'gatewayDirection="Converging"') +
      end +
      flow('s', 'f') +
      flow('f', 'e'),
  ],
  [
    'GW2',
    'f',
    'a diverging gateway with one outgoing flow',
    start +
      el('exclusiveGateway', 'f', 'gatewayDirection="Diverging"') +
      end +
      flow('s', 'f') +
      flow('f', 'e'),
  ],
  [
    'GW3',
    'f',
    'a mixed gateway with one outgoing flow',
    start +
      el('exclusiveGateway', 'f', 'gatewayDirection="Mixed"') +
      end +
      flow('s', 'f') +
      flow('f', 'e'),
  ],
  ['GW4', 'f', 'a gateway without flows', el('exclusiveGateway', 'f')],
  [
    'GW5',
    'w',
    'an event-based gateway with one event',
    start +
      el('eventBasedGateway', 'w') +
      catching('c', SIGNAL) +
      end +
      flow('s', 'w') +
      flow('w', 'c') +
      flow('c', 'e'),
  ],
  [
    'GW6',
    'w',
    'an event-based gateway before a task',
    eventGateway(el('task', 'c1') + catching('c2', SIGNAL)),
  ],
  [
    'GW7',
    'w',
    'an awaited event with another incoming flow',
    eventGateway(catching('c1', SIGNAL) + catching('c2', TIMER), '', flow('s', 'c2')),
  ],
  [
    'GW8',
    'w',
    'an awaited receive task with a boundary event',
    eventGateway(
      el('receiveTask', 'c1', 'messageRef="m"') + catching('c2', TIMER),
      '',
      el('boundaryEvent', 'b', 'attachedToRef="c1"', SIGNAL) + flow('b', 'e'),
    ),
  ],
  [
    'GW9',
    'w',
    'one message awaited by an event and by a task',
    eventGateway(el('receiveTask', 'c1', 'messageRef="m"') + catching('c2', MESSAGE)),
  ],
  [
    'GW10',
    'w',
    'a starting gateway with an incoming flow',
    eventGateway(catching('c1', SIGNAL) + catching('c2', MESSAGE), 'instantiate="true"'),
  ],
  [
    'GW11',
    'w',
    'a parallel event-based gateway that does not start',
    eventGateway(catching('c1', SIGNAL) + catching('c2', MESSAGE), 'eventGatewayType="Parallel"'),
  ],
  ['SE1', 'z', 'a node that nothing reaches', around(task(), el('task', 'z') + flow('z', 'e'))],
  [
    'SE2',
    'c',
    'an intermediate event that leads nowhere',
    start + catching('c', SIGNAL) + flow('s', 'c'),
  ],
  ['SE3', 'p', 'an end without a start', task() + end + flow('a', 'e')],
  [
    'SE4',
    'a',
    'no end event, and a last sub-process without events',
    start + el('subProcess', 'a', '', el('task', 'i')) + flow('s', 'a'),
  ],
  ['EV1', 'b', 'a boundary event for nothing', caught('')],
  [
    'EV2',
    's',
    'an error start event of a process',
    el('startEvent', 's', '', ERROR) + end + flow('s', 'e'),
  ],
  [
    'EV2',
    'is',
    'a timer start event of a sub-process',
    around(
      el(
        'subProcess',
        'a',
        '',
        el('startEvent', 'is', '', TIMER) + el('endEvent', 'ie') + flow('is', 'ie'),
      ),
    ),
  ],
  ['EV2', 'b', 'a terminate boundary event', caught(TERMINATE)],
  [
    'EV2',
    'c',
    'a timer that is thrown',
    start + el('intermediateThrowEvent', 'c', '', TIMER) + end + flow('s', 'c') + flow('c', 'e'),
  ],
  [
    'EV2',
    'c',
    'an error that is awaited',
    start + catching('c', ERROR) + end + flow('s', 'c') + flow('c', 'e'),
  ],
  ['EV2', 'e', 'a link end event', start + el('endEvent', 'e', '', link('go')) + flow('s', 'e')],
  [
    'EV3',
    'c',
    'all of one event',
    start +
      el('intermediateCatchEvent', 'c', 'parallelMultiple="true"', SIGNAL) +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'EV4',
    'c',
    'a message event without a message',
    start + catching('c', '<bpmn:messageEventDefinition/>') + end + flow('s', 'c') + flow('c', 'e'),
  ],
  [
    'EV5',
    'c',
    'a signal without a name',
    start +
      catching('c', '<bpmn:signalEventDefinition signalRef="nameless"/>') +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'EV6',
    'e',
    'an error thrown without a code',
    start +
      el('endEvent', 'e', '', '<bpmn:errorEventDefinition errorRef="codeless"/>') +
      flow('s', 'e'),
  ],
  [
    'EV7',
    'e',
    'an escalation thrown without a code',
    start +
      el('endEvent', 'e', '', '<bpmn:escalationEventDefinition escalationRef="upCodeless"/>') +
      flow('s', 'e'),
  ],
  [
    'EV8',
    'c',
    'a message with content but no operation',
    start +
      catching('c', '<bpmn:messageEventDefinition messageRef="typed"/>') +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'EV9',
    'o',
    'an operation without a message',
    around(task()),
    '<bpmn:interface id="i" name="i"><bpmn:operation id="o" name="o"/></bpmn:interface>',
  ],
  [
    'EV10',
    'c',
    'a message that is not of the operation',
    start +
      catching(
        'c',
        '<bpmn:messageEventDefinition messageRef="typedOther"><bpmn:operationRef>ask</bpmn:operationRef></bpmn:messageEventDefinition>',
      ) +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  ['BE1', 'b', 'a boundary event on an event', caught(SIGNAL, 'attachedToRef="s"')],
  ['BE1', 'b', 'a boundary event on nothing', caught(SIGNAL, '')],
  [
    'BE2',
    'b',
    'an error boundary event that does not interrupt',
    caught(ERROR, 'attachedToRef="a" cancelActivity="false"'),
  ],
  ['BE3', 'b', 'a cancel boundary event on a task', caught(CANCEL)],
  [
    'BE4',
    'b2',
    'two cancel events on a transaction',
    around(
      el(
        'transaction',
        'a',
        '',
        el('startEvent', 'is') + el('endEvent', 'ie', '', CANCEL) + flow('is', 'ie'),
      ),
      boundary(CANCEL) +
        boundary(CANCEL).replace('id="b"', 'id="b2"') +
        flow('b', 'e') +
        flow('b2', 'e'),
    ),
  ],
  [
    'LK1',
    'c',
    'a link without a name',
    start + el('intermediateThrowEvent', 'c', '', '<bpmn:linkEventDefinition/>') + flow('s', 'c'),
  ],
  [
    'LK2',
    'c2',
    'a link with two targets',
    start +
      el('intermediateThrowEvent', 't', '', link('go')) +
      catching('c', link('go')) +
      catching('c2', link('go')) +
      end +
      flow('s', 't') +
      flow('c', 'e') +
      flow('c2', 'e'),
  ],
  [
    'LK3',
    't',
    'a link without a target',
    start + el('intermediateThrowEvent', 't', '', link('go')) + flow('s', 't'),
  ],
  [
    'LK4',
    'c',
    'a link without a source',
    around(task(), catching('c', link('go')) + flow('c', 'e')),
  ],
  [
    'LK5',
    't2',
    'a link target that does not know its source',
    start +
      el('intermediateThrowEvent', 't', '', link('x', '<bpmn:target>goal</bpmn:target>', 'from')) +
      el(
        'intermediateThrowEvent',
        't2',
        '',
        link('y', '<bpmn:target>goal</bpmn:target>', 'from2'),
      ) +
      catching('c', link('go', '<bpmn:source>from</bpmn:source>', 'goal')) +
      end +
      flow('s', 't') +
      flow('s', 't2') +
      flow('c', 'e'),
  ],
  [
    'CP1',
    'b',
    'a compensation boundary event without a handler',
    around(task(), boundary(COMPENSATE)),
  ],
  [
    'CP2',
    'b',
    'a handler that is not for compensation',
    around(
      task(),
      boundary(COMPENSATE) + handler('') + joined() + flow('s', 'undo') + flow('undo', 'e'),
    ),
  ],
  ['CP3', 'undo', 'a compensation activity of nobody', around(task(), handler())],
  [
    'CP4',
    'e',
    'compensation of what one cannot see',
    start +
      el(
        'subProcess',
        'a',
        '',
        el('task', 'i') +
          el('boundaryEvent', 'b', 'attachedToRef="i"', COMPENSATE) +
          handler() +
          joined(),
      ) +
      el('endEvent', 'e', '', '<bpmn:compensateEventDefinition activityRef="i"/>') +
      flow('s', 'a') +
      flow('a', 'e'),
  ],
  [
    'CP5',
    'e',
    'compensation of a task that has no handler',
    start +
      task() +
      el('endEvent', 'e', '', '<bpmn:compensateEventDefinition activityRef="a"/>') +
      flow('s', 'a') +
      flow('a', 'e'),
  ],
  [
    'CP4',
    'i',
    'compensation of what was done around the sub-process',
    start +
      task() +
      boundary(COMPENSATE) +
      handler() +
      joined() +
      el(
        'subProcess',
        'z',
        '',
        el('startEvent', 'is') +
          el('endEvent', 'i', '', '<bpmn:compensateEventDefinition activityRef="a"/>') +
          flow('is', 'i'),
      ) +
      end +
      flow('s', 'a') +
      flow('a', 'z') +
      flow('z', 'e'),
  ],
  [
    'CP6',
    'b',
    'a catching compensation event that names an activity',
    around(
      task(),
      boundary('<bpmn:compensateEventDefinition activityRef="a"/>') + handler() + joined(),
    ),
  ],
  ['CP7', 'esp', 'compensation of a whole process', around(task(), eventSubProcess(COMPENSATE))],
  [
    'CP8',
    'b2',
    'two compensation events on one activity',
    around(
      task(),
      boundary(COMPENSATE) +
        boundary(COMPENSATE).replace('id="b"', 'id="b2"') +
        handler() +
        joined() +
        el('task', 'undo2', 'isForCompensation="true"') +
        joined('b2', 'undo2').replace('id="as"', 'id="as2"'),
    ),
  ],
  [
    'SP1',
    'esp',
    'an event sub-process with two starts',
    around(
      task(),
      eventSubProcess(SIGNAL, '', el('startEvent', 'es2', '', TIMER) + flow('es2', 'ee')),
    ),
  ],
  ['SP2', 'es', 'an event sub-process without a trigger', around(task(), eventSubProcess(''))],
  [
    'SP3',
    'es',
    'an error that does not interrupt',
    around(task(), eventSubProcess(ERROR, 'isInterrupting="false"')),
  ],
  [
    'SP4',
    'e',
    'a cancel end event outside a transaction',
    start + el('endEvent', 'e', '', CANCEL) + flow('s', 'e'),
  ],
  [
    'SP5',
    'is',
    'an ad hoc sub-process with a start event',
    around(
      el('adHocSubProcess', 'a', '', el('startEvent', 'is') + el('task', 'i') + flow('is', 'i')),
    ),
  ],
  ['SP6', 'a', 'an ad hoc sub-process without activities', around(el('adHocSubProcess', 'a'))],
  ['TK1', 'a', 'a start quantity of nothing', around(task('', 'startQuantity="0"'))],
  [
    'TK2',
    'a',
    'a resource and a rule at once',
    around(
      task(
        '<bpmn:performer id="r"><bpmn:resourceRef>office</bpmn:resourceRef><bpmn:resourceAssignmentExpression><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:performer>',
      ),
    ),
  ],
  [
    'TK3',
    'a',
    'a parameter of no resource',
    around(
      task(
        `<bpmn:performer id="r"><bpmn:resourceParameterBinding parameterRef="level"><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceParameterBinding></bpmn:performer>`,
      ),
    ),
  ],
  [
    'TK3',
    'a',
    'a parameter of another resource',
    around(
      task(
        `<bpmn:performer id="r"><bpmn:resourceRef>office</bpmn:resourceRef><bpmn:resourceParameterBinding parameterRef="rank"><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceParameterBinding></bpmn:performer>`,
      ),
    ),
  ],
  [
    'TK4',
    'a',
    'a script in no language',
    around(el('scriptTask', 'a', '', '<bpmn:script>1</bpmn:script>')),
  ],
  [
    'TK5',
    'a',
    'a starting receive task that something flows into',
    around(el('receiveTask', 'a', 'instantiate="true" messageRef="m"')),
  ],
  [
    'TK6',
    'a',
    'a message with content sent by no operation',
    around(el('sendTask', 'a', 'messageRef="typed"')),
  ],
  [
    'TK7',
    'a',
    'a message that is not of the operation',
    around(el('sendTask', 'a', 'messageRef="typedOther" operationRef="ask"')),
  ],
  [
    'LP1',
    'a',
    'a number and a collection',
    around(
      task(
        io(
          '<bpmn:dataInput id="di" isCollection="true"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ) + loop(`${TWICE}<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef>`),
      ),
    ),
  ],
  [
    'LP2',
    'a',
    'an item of no collection',
    around(task(loop(`${TWICE}<bpmn:inputDataItem id="item"/>`))),
  ],
  [
    'LP3',
    'a',
    'a loop over what is no collection',
    around(
      task(
        io(
          '<bpmn:dataInput id="di"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ) + loop('<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef>'),
      ),
    ),
  ],
  [
    'LP4',
    'a',
    'an item that is a collection',
    around(
      task(
        io(
          '<bpmn:dataInput id="di" isCollection="true"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ) +
          loop(
            '<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef><bpmn:inputDataItem id="item" isCollection="true"/>',
          ),
      ),
    ),
  ],
  [
    'LP5',
    'a',
    'an item of another kind',
    around(
      task(
        io(
          '<bpmn:dataInput id="di" isCollection="true" itemSubjectRef="many"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ) +
          loop(
            '<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef><bpmn:inputDataItem id="item" itemSubjectRef="other"/>',
          ),
      ),
    ),
  ],
  [
    'LP6',
    'a',
    'an event for each instance without naming it',
    around(task(loop(TWICE, 'behavior="One"'))),
  ],
  [
    'LP7',
    'a',
    'a complex behaviour without a condition',
    around(task(loop(`${TWICE}<bpmn:complexBehaviorDefinition id="cb"/>`, 'behavior="Complex"'))),
  ],
  [
    'LP8',
    'a',
    'a task that loops over data that is not its own',
    around(
      task(loop('<bpmn:loopDataInputRef>obj</bpmn:loopDataInputRef>'), ''),
      '<bpmn:dataObject id="obj" isCollection="true"/>',
    ),
  ],
  [
    'DT1',
    'obj',
    'a single data object of a collection type',
    around(task(), '<bpmn:dataObject id="obj" itemSubjectRef="many"/>'),
  ],
  [
    'DT2',
    'dr',
    'a reference to no data object',
    around(task(), '<bpmn:dataObjectReference id="dr"/>'),
  ],
  ['DT3', 'a', 'data without sets', around(task(io('')))],
  [
    'DT4',
    'a',
    'an input in no set',
    around(task(io('<bpmn:dataInput id="di"/><bpmn:inputSet/><bpmn:outputSet/>'))),
  ],
  [
    'DT5',
    'a',
    'an optional input that is none',
    around(
      task(
        io(
          '<bpmn:dataInput id="di"/><bpmn:dataInput id="di2"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs><bpmn:optionalInputRefs>di2</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ),
      ),
    ),
  ],
  [
    'DT6',
    'out',
    'sets that do not know each other',
    around(
      task(
        io(
          '<bpmn:inputSet id="in"/><bpmn:outputSet id="out"><bpmn:inputSetRefs>in</bpmn:inputSetRefs></bpmn:outputSet>',
        ),
      ),
    ),
  ],
  [
    'DT7',
    'a',
    'data that goes nowhere',
    around(
      task(
        '<bpmn:dataInputAssociation id="da"><bpmn:sourceRef>obj</bpmn:sourceRef></bpmn:dataInputAssociation>',
      ),
      '<bpmn:dataObject id="obj"/>',
    ),
  ],
  [
    'DT8',
    'a',
    'data from nowhere',
    around(
      task(
        `${io('<bpmn:dataInput id="di"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>')}<bpmn:dataInputAssociation id="da"><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`,
      ),
    ),
  ],
  [
    'DT9',
    'a',
    'data of another kind',
    around(
      task(
        `${io('<bpmn:dataInput id="di" itemSubjectRef="one"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>')}<bpmn:dataInputAssociation id="da"><bpmn:sourceRef>obj</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`,
      ),
      '<bpmn:dataObject id="obj" itemSubjectRef="other"/>',
    ),
  ],
  [
    'DT10',
    'a',
    'data into what is not its own',
    around(
      task(
        '<bpmn:dataInputAssociation id="da"><bpmn:sourceRef>obj</bpmn:sourceRef><bpmn:targetRef>d2</bpmn:targetRef></bpmn:dataInputAssociation>',
      ),
      '<bpmn:dataObject id="obj"/><bpmn:dataObject id="d2"/>',
    ),
  ],
  [
    'DT11',
    'c',
    'two contents and one output',
    start +
      el(
        'intermediateCatchEvent',
        'c',
        '',
        '<bpmn:dataOutput id="do" itemSubjectRef="one"/><bpmn:outputSet><bpmn:dataOutputRefs>do</bpmn:dataOutputRefs></bpmn:outputSet><bpmn:signalEventDefinition signalRef="typedSignal"/><bpmn:messageEventDefinition messageRef="typed"><bpmn:operationRef>ask</bpmn:operationRef></bpmn:messageEventDefinition>',
      ) +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'DT12',
    'c',
    'an output of another kind than the signal',
    start +
      el(
        'intermediateCatchEvent',
        'c',
        '',
        '<bpmn:dataOutput id="do" itemSubjectRef="other"/><bpmn:outputSet><bpmn:dataOutputRefs>do</bpmn:dataOutputRefs></bpmn:outputSet><bpmn:signalEventDefinition signalRef="typedSignal"/>',
      ) +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'DT13',
    'a',
    'a message made of two inputs',
    around(
      el(
        'sendTask',
        'a',
        '',
        io(
          '<bpmn:dataInput id="di"/><bpmn:dataInput id="di2"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs><bpmn:dataInputRefs>di2</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ),
      ),
    ),
  ],
  [
    'DT14',
    'a',
    'an input of another kind than the message',
    around(
      el(
        'sendTask',
        'a',
        'messageRef="typed" operationRef="ask"',
        io(
          '<bpmn:dataInput id="di" itemSubjectRef="other"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ),
      ),
    ),
  ],
  [
    'DT15',
    'gt',
    'a binding of another kind than the message',
    around(task()),
    `<bpmn:globalTask id="gt">${io('<bpmn:dataInput id="gi" itemSubjectRef="other"/><bpmn:inputSet id="gin"><bpmn:dataInputRefs>gi</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="gout"/>')}<bpmn:ioBinding inputDataRef="gi" outputDataRef="gout" operationRef="ask"/></bpmn:globalTask>`,
  ],
  [
    'DT16',
    'a',
    'a call that does not give what is taken',
    around(el('callActivity', 'a', 'calledElement="q"')),
    `<bpmn:process id="q" isExecutable="true">${io('<bpmn:dataInput id="qi"/><bpmn:inputSet><bpmn:dataInputRefs>qi</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>')}<bpmn:task id="qt"/></bpmn:process>`,
  ],
  [
    'EX1',
    'a',
    'a condition in no language',
    around(
      task(
        '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>x</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
    ),
  ],
  [
    'CO1',
    'many_',
    'fewer than no participants',
    around(task()),
    pools(
      '',
      '<bpmn:participant id="many_" ><bpmn:participantMultiplicity minimum="-1" maximum="2"/></bpmn:participant>',
    ),
  ],
  [
    'CO2',
    'mf',
    'a message out of a start event',
    around(task()),
    pools(messageFlow('sourceRef="s" targetRef="there"')),
  ],
  [
    'CO3',
    'mf',
    'a message into a plain end event',
    around(task()),
    pools(messageFlow('sourceRef="there" targetRef="e"')),
  ],
  [
    'CO4',
    'mf',
    'a message to oneself',
    around(task()),
    pools(messageFlow('sourceRef="here" targetRef="a"')),
  ],
  [
    'ID8',
    'a',
    'a task that is a loop and multi-instance',
    around(task('<bpmn:standardLoopCharacteristics/>' + loop(TWICE))),
  ],
  [
    'ID9',
    'a',
    'a text in a format that is none',
    around(task('<bpmn:documentation textFormat="plain">read me</bpmn:documentation>')),
  ],
  [
    'EV11',
    's',
    'a start event that borrows the message that another event throws',
    el('startEvent', 's', '', '<bpmn:eventDefinitionRef>own</bpmn:eventDefinitionRef>') +
      el('intermediateThrowEvent', 't', '', MESSAGE.replace('messageRef', 'id="own" messageRef')) +
      end +
      flow('s', 't') +
      flow('t', 'e'),
  ],
  [
    'CA1',
    'a',
    'a call of a process that waits for a signal',
    around(el('callActivity', 'a', 'calledElement="q"')),
    `<bpmn:process id="q" isExecutable="true">${el('startEvent', 'qs', '', SIGNAL)}${el('endEvent', 'qe')}${flow('qs', 'qe')}</bpmn:process>`,
  ],
  [
    'SP7',
    'a',
    'a transaction whose method is no URI',
    around(el('transaction', 'a', 'method="not%a uri"', el('task', 'i'))),
  ],
  [
    'LP9',
    'a',
    'a completion condition that is a number',
    around(task(loop(`${TWICE}<bpmn:completionCondition ${FORMAL}>23</bpmn:completionCondition>`))),
  ],
  [
    'DT17',
    'dr',
    'a reference whose name shows another state',
    around(
      task(),
      '<bpmn:dataObject id="obj" name="letter"/><bpmn:dataObjectReference id="dr" dataObjectRef="obj" name="letter [sent]"><bpmn:dataState name="draft"/></bpmn:dataObjectReference>',
    ),
  ],
  [
    'DT18',
    'a',
    'a sub-process with a data specification',
    around(el('subProcess', 'a', '', io('<bpmn:inputSet/><bpmn:outputSet/>') + el('task', 'i'))),
  ],
  [
    'DT19',
    'a',
    'a task that writes what the process is given',
    io(
      '<bpmn:dataInput id="pi"/><bpmn:inputSet><bpmn:dataInputRefs>pi</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
    ) +
      around(
        task(
          `${io('<bpmn:dataOutput id="do"/><bpmn:inputSet/><bpmn:outputSet><bpmn:dataOutputRefs>do</bpmn:dataOutputRefs></bpmn:outputSet>').replace('id="io"', 'id="io2"')}<bpmn:dataOutputAssociation id="da"><bpmn:sourceRef>do</bpmn:sourceRef><bpmn:targetRef>pi</bpmn:targetRef></bpmn:dataOutputAssociation>`,
        ),
      ),
  ],
  [
    'DT20',
    'p',
    'a process offered as a service that binds nothing to it',
    '<bpmn:supportedInterfaceRef>service</bpmn:supportedInterfaceRef>' + around(task()),
  ],
  [
    'EX2',
    'da',
    'a transformation that says nothing',
    around(
      task(
        `${io('<bpmn:dataInput id="di"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>')}<bpmn:dataInputAssociation id="da"><bpmn:sourceRef>dr</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef><bpmn:transformation/></bpmn:dataInputAssociation>`,
      ),
      '<bpmn:dataObject id="obj"/><bpmn:dataObjectReference id="dr" dataObjectRef="obj"/>',
    ),
  ],
  [
    'CO5',
    'gc',
    'a global conversation that refers to a choreography',
    around(task()),
    '<bpmn:choreography id="ch"/><bpmn:globalConversation id="gc"><bpmn:choreographyRef>ch</bpmn:choreographyRef></bpmn:globalConversation>',
  ],
  [
    'CO6',
    'gc',
    'a global conversation that holds a conversation',
    around(task()),
    '<bpmn:globalConversation id="gc"><bpmn:conversation id="cv"/></bpmn:globalConversation>',
  ],
  [
    'CO7',
    'k',
    'an open collaboration of a closed choreography',
    around(task()),
    '<bpmn:choreography id="ch" isClosed="true"/><bpmn:collaboration id="k"><bpmn:choreographyRef>ch</bpmn:choreographyRef></bpmn:collaboration>',
  ],
];

function drawing(elements: string, beside = ''): string {
  if (elements !== 'PUBLIC') return bpmn(elements, ROOTS + beside);
  return bpmn(around(task()), ROOTS).replace('id="p"', 'id="p" processType="Public"');
}

describe('refused', () => {
  test.each(refused)('[BPMN-%s] at %s: %s', async (...one) => {
    const [rule, element, , elements, beside] = one;
    const xml = drawing(elements, beside);
    const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(deployment).toBeUndefined();
    expect(problems.map((problem) => `${problem.code} ${problem.at}`)).toContain(
      `BPMN-${rule} ${element === '' ? 'd' : element}`.replace(' ', ' f#'),
    );
  });

  test('every rule has its drawing', () => {
    const drawn = new Set(refused.map(([rule]) => `BPMN-${rule}`));
    const missing = Object.keys(bpmnConstraintMessages).filter((code) => !drawn.has(code));
    expect(missing).toEqual(['BPMN-ID7', 'BPMN-SF10', 'BPMN-SE5', 'BPMN-EX3']);
  });

  test('[BPMN-ID7] a file without a target namespace', async () => {
    const xml = bpmn(around(task())).replace('targetNamespace="urn:test"', '');
    const { problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(problems.map((problem) => problem.code)).toEqual(['BPMN-ID7']);
  });

  test('[BPMN-EX1] a plain expression is formal where the file names our language', async () => {
    const loop =
      '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>again = true</bpmn:loopCondition></bpmn:standardLoopCharacteristics>';
    const xml = bpmn(
      start + el('userTask', 'u', '', loop) + end + flow('s', 'u') + flow('u', 'e'),
    ).replace('targetNamespace', 'expressionLanguage="https://jsonata.org" targetNamespace');
    const { problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(problems).toEqual([]);
  });

  test.each([
    ['EX3', 'formal', 'tFormalExpression', 'day &gt; 1'],
    ['EX1', 'plain', 'tExpression', 'PT1H'],
  ])(
    '[BPMN-%s] a %s expression in a file whose language is not run',
    async (rule, _kind, type, body) => {
      const timer = `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:${type}">${body}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
      const xml = bpmn(
        start + catching('c', timer) + end + flow('s', 'c') + flow('c', 'e'),
      ).replace(
        'targetNamespace',
        'expressionLanguage="http://www.w3.org/1999/XPath" targetNamespace',
      );
      const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
      expect(deployment).toBeUndefined();
      expect(problems.map((problem) => problem.code)).toContain(`BPMN-${rule}`);
    },
  );

  test('[BPMN-SF10] a condition after a parallel gateway is only advised against', async () => {
    const xml = bpmn(
      start +
        el('parallelGateway', 'f') +
        task() +
        el('task', 'c') +
        end +
        flow('s', 'f') +
        flow('f', 'a', 'x') +
        flow('f', 'c') +
        flow('a', 'e') +
        flow('c', 'e'),
    );
    const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(deployment).toBeDefined();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['BPMN-SF10', 'warning'],
    ]);
  });

  test('[BPMN-SE5] an activity that leads nowhere beside an end event is only advised against', async () => {
    const xml = bpmn(around(task(), el('task', 'z') + flow('s', 'z')));
    const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(deployment).toBeDefined();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['BPMN-SE5', 'warning'],
    ]);
  });
});

const legal: ReadonlyArray<readonly [what: string, elements: string, beside?: string]> = [
  ['a plain process', around(task())],
  ['activities alone, without events', task() + el('task', 'z')],
  ['a process that ends at a task', start + task() + flow('s', 'a')],
  [
    'conditions out of a task, with a default',
    start +
      task('', 'default="a_e"') +
      el('task', 'z') +
      end +
      flow('s', 'a') +
      flow('a', 'z', 'x') +
      flow('a', 'e') +
      flow('z', 'e'),
  ],
  ['two flows out of a boundary event', caught(TIMER).concat(flow('b', 'e'))],
  ['several triggers of one event', caught(MESSAGE + SIGNAL)],
  ['a catch-all error boundary event', caught('<bpmn:errorEventDefinition/>')],
  [
    'an event gateway with a message and another receive task',
    eventGateway(
      el('receiveTask', 'c1', 'messageRef="typedOther"').replace('typedOther', 'm2') +
        catching('c2', MESSAGE),
    ),
    '<bpmn:message id="m2" name="second"/>',
  ],
  [
    'a gateway with one way in and one out that says nothing of its direction',
    start + el('exclusiveGateway', 'f') + end + flow('s', 'f') + flow('f', 'e'),
  ],
  ['a compensation handler', around(task(), boundary(COMPENSATE) + handler() + joined())],
  [
    'an event sub-process that does not interrupt',
    around(task(), eventSubProcess(MESSAGE, 'isInterrupting="false"')),
  ],
  [
    'a link from two sources',
    start +
      el('intermediateThrowEvent', 't', '', link('go')) +
      el('intermediateThrowEvent', 't2', '', link('go')) +
      catching('c', link('go')) +
      end +
      flow('s', 't') +
      flow('s', 't2') +
      flow('c', 'e'),
  ],
  [
    'a message between pools',
    around(task()),
    pools(messageFlow('sourceRef="there" targetRef="a"')),
  ],
  [
    'data in and out',
    around(
      task(
        `${io('<bpmn:dataInput id="di" itemSubjectRef="one"/><bpmn:inputSet id="in"><bpmn:dataInputRefs>di</bpmn:dataInputRefs><bpmn:outputSetRefs>out</bpmn:outputSetRefs></bpmn:inputSet><bpmn:outputSet id="out"><bpmn:inputSetRefs>in</bpmn:inputSetRefs></bpmn:outputSet>')}<bpmn:dataInputAssociation id="da"><bpmn:sourceRef>dr</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`,
      ),
      '<bpmn:dataObject id="obj" itemSubjectRef="one"/><bpmn:dataObjectReference id="dr" dataObjectRef="obj"/>',
    ),
  ],
  [
    'a loop over the collection that a task is given',
    around(
      task(
        io(
          '<bpmn:dataInput id="di" isCollection="true" itemSubjectRef="many"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ) +
          loop(
            '<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef><bpmn:inputDataItem id="item" itemSubjectRef="one"/>',
          ),
      ),
    ),
  ],
  [
    'a sub-process that loops over a data object',
    around(
      el(
        'subProcess',
        'a',
        '',
        el('task', 'i') + loop('<bpmn:loopDataInputRef>dr</bpmn:loopDataInputRef>'),
      ),
      '<bpmn:dataObject id="obj" isCollection="true"/><bpmn:dataObjectReference id="dr" dataObjectRef="obj"/>',
    ),
  ],
  [
    'a message with content and its operation',
    start +
      catching(
        'c',
        '<bpmn:messageEventDefinition messageRef="typed"><bpmn:operationRef>ask</bpmn:operationRef></bpmn:messageEventDefinition>',
      ) +
      end +
      flow('s', 'c') +
      flow('c', 'e'),
  ],
  [
    'a gateway that starts the process',
    el('eventBasedGateway', 'w', 'instantiate="true"') +
      catching('c1', MESSAGE) +
      catching('c2', SIGNAL) +
      end +
      flow('w', 'c1') +
      flow('w', 'c2') +
      flow('c1', 'e') +
      flow('c2', 'e'),
  ],
  [
    'item definitions of one structure',
    around(
      el(
        'sendTask',
        'a',
        'messageRef="typed" operationRef="ask"',
        io(
          '<bpmn:dataInput id="di" itemSubjectRef="same"/><bpmn:inputSet><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/>',
        ),
      ),
    ),
    '<bpmn:itemDefinition id="same" structureRef="text"/>',
  ],
  [
    'a cancelled transaction',
    around(
      el(
        'transaction',
        'a',
        '',
        el('startEvent', 'is') + el('endEvent', 'ie', '', CANCEL) + flow('is', 'ie'),
      ),
      boundary(CANCEL) + flow('b', 'e'),
    ),
  ],
];

describe('legal', () => {
  test.each(legal)('%s', async (...one) => {
    const [, elements, beside] = one;
    const xml = bpmn(elements, ROOTS + (beside ?? ''));
    const { problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  });
});

describe('unreadable', () => {
  test.each([
    ['BPMN-XML', '<bpmn:definitions'],
    ['BPMN-DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]><x/>'],
    ['BPMN-NO-PROCESS', bpmn('').replace(/<bpmn:process.*<\/bpmn:process>/, '')],
    [
      'BPMN-LANGUAGE',
      bpmn(
        around(el('scriptTask', 'a', 'scriptFormat="javascript"', '<bpmn:script>1</bpmn:script>')),
      ),
    ],
    [
      'BPMN-EXPRESSION',
      bpmn(around(el('scriptTask', 'a', 'scriptFormat="jsonata"', '<bpmn:script>(</bpmn:script>'))),
    ],
    ['BPMN-LOOP', bpmn(around(task('<bpmn:standardLoopCharacteristics loopMaximum="-1"/>')))],
    ['BPMN-LOOP', bpmn(around(task(loop(''))))],
    ['BPMN-TIMER', bpmn(caught('<bpmn:timerEventDefinition/>'))],
    ['BPMN-EVENT-REFERENCE', bpmn(caught('<bpmn:conditionalEventDefinition/>'))],
    ['BPMN-CALLED-ELEMENT', bpmn(around(el('callActivity', 'a', 'calledElement="nowhere"')))],
    ['BPMN-NOT-EXECUTABLE', bpmn(around(el('choreographyTask', 'a', '')))],
    [
      'BPMN-OUTCOMES',
      bpmn(
        around(
          el(
            'userTask',
            'a',
            '',
            '<bpmn:extensionElements><banshi:outcomes><banshi:outcome value="x"/><banshi:outcome value="x"/></banshi:outcomes></bpmn:extensionElements>',
          ),
        ),
      ),
    ],
  ])('%s', async (code, xml) => {
    const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
    expect(deployment).toBeUndefined();
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  test('a file beyond the bound', async () => {
    const { problems } = await compileProcesses([{ path: 'f', xml: ' '.repeat(5_000_001) }]);
    expect(problems.map((problem) => problem.code)).toEqual(['BPMN-TOO-LARGE']);
  });

  test('two processes of one id', async () => {
    const xml = bpmn(around(task()));
    const { problems } = await compileProcesses([
      { path: 'f', xml },
      { path: 'h', xml },
    ]);
    expect(problems.map((problem) => `${problem.code} ${problem.at}`)).toEqual([
      'BPMN-DUPLICATE-ID h#p',
    ]);
  });
});
