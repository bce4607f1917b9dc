import { templateResults } from './new-form';

/** What a new process is made from: 申请 → 审核 → 办结. */
export interface NewProcess {
  /** The process' id and its file's name. */
  readonly key: string;
  readonly title: string;
  readonly starterRoles: readonly string[];
  readonly reviewerRoles: readonly string[];
  /** Unit type of the office that reviews; null where any holder of the role may. */
  readonly reviewLevel: string | null;
  readonly reviewDays: number;
  readonly applicationForm: string;
  readonly opinionForm: string;
  /** Path of the field in the application that names the case, if it has one. */
  readonly caseTitleField: string | null;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type Box = readonly [x: number, y: number, width: number, height: number];

const boxes: Readonly<Record<string, Box>> = {
  start: [162, 182, 36, 36],
  t_apply: [260, 160, 100, 80],
  t_review: [430, 160, 100, 80],
  g_review: [605, 175, 50, 50],
  e_done: [732, 182, 36, 36],
  e_refused: [612, 302, 36, 36],
};

type Points = ReadonlyArray<readonly [number, number]>;

const flows: ReadonlyArray<{
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: Points;
  readonly result?: string;
  readonly label?: Box;
}> = [
  {
    id: 'f_start',
    from: 'start',
    to: 't_apply',
    points: [
      [198, 200],
      [260, 200],
    ],
  },
  {
    id: 'f_applied',
    from: 't_apply',
    to: 't_review',
    points: [
      [360, 200],
      [430, 200],
    ],
  },
  {
    id: 'f_reviewed',
    from: 't_review',
    to: 'g_review',
    points: [
      [530, 200],
      [605, 200],
    ],
  },
  {
    id: 'f_agree',
    from: 'g_review',
    to: 'e_done',
    result: templateResults.agree,
    points: [
      [655, 200],
      [732, 200],
    ],
    label: [682, 182, 24, 14],
  },
  {
    id: 'f_return',
    from: 'g_review',
    to: 't_apply',
    result: templateResults.return,
    points: [
      [630, 175],
      [630, 100],
      [310, 100],
      [310, 160],
    ],
    label: [446, 82, 48, 14],
  },
  {
    id: 'f_refuse',
    from: 'g_review',
    to: 'e_refused',
    points: [
      [630, 225],
      [630, 302],
    ],
    label: [638, 258, 36, 14],
  },
];

function bounds([x, y, width, height]: Box): string {
  return `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`;
}

function ends(id: string): string {
  return [
    ...flows.filter((flow) => flow.to === id).map((flow) => `incoming>${flow.id}</bpmn:incoming`),
    ...flows.filter((flow) => flow.from === id).map((flow) => `outgoing>${flow.id}</bpmn:outgoing`),
  ]
    .map((piece) => `      <bpmn:${piece}>`)
    .join('\n');
}

/**
 * The BPMN file of a new process: an application, a review that agrees, returns or refuses, and two ends. It is drawn,
 * passes the checks, and can be published as it is.
 */
export function newProcess(process: NewProcess): string {
  const { key } = process;
  const roles = (list: readonly string[]): string => escapeXml(list.join(' '));
  const level = process.reviewLevel === null ? '' : ` level="${escapeXml(process.reviewLevel)}"`;
  const title = escapeXml(process.title);
  const caseTitle =
    process.caseTitleField === null
      ? ''
      : ` banshi:caseTitle="${escapeXml(`application.${process.caseTitleField} & " · ${process.title.replaceAll('"', '')}"`)}"`;
  const outcome = (value: string, tone: string, requiresOpinion: boolean): string =>
    `          <banshi:outcome value="${value}" title="${value}" tone="${tone}" requiresOpinion="${requiresOpinion}" />`;
  const flowNames: Readonly<Record<string, string>> = {
    f_agree: templateResults.agree,
    f_return: '退回补正',
    f_refuse: templateResults.refuse,
  };
  const flowXml = flows.map(({ id, from, to, result }) => {
    const name = flowNames[id] === undefined ? '' : ` name="${flowNames[id]}"`;
    const head = `    <bpmn:sequenceFlow id="${id}"${name} sourceRef="${from}" targetRef="${to}"`;
    return result === undefined
      ? `${head} />`
      : `${head}>
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">review.result = "${result}"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>`;
  });
  const shapes = Object.entries(boxes).map(([id, box]) => {
    const marker = id === 'g_review' ? ' isMarkerVisible="true"' : '';
    return `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${marker}>
        ${bounds(box)}
      </bpmndi:BPMNShape>`;
  });
  const edges = flows.map(({ id, points, label }) => {
    const line = points.map(([x, y]) => `        <di:waypoint x="${x}" y="${y}" />`).join('\n');
    const words =
      label === undefined
        ? ''
        : `\n        <bpmndi:BPMNLabel>\n          ${bounds(label)}\n        </bpmndi:BPMNLabel>`;
    return `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">
${line}${words}
      </bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:banshi="urn:banshi:bpmn:1" id="definitions_${key}" targetNamespace="urn:banshi:${key}" expressionLanguage="http://jsonata.org">
  <bpmn:process id="${key}" name="${title}" isExecutable="true"${caseTitle} banshi:cancelBefore="*" banshi:numberPrefix="${escapeXml(key.slice(0, 2).toUpperCase())}">
    <bpmn:startEvent id="start" name="${title}" banshi:matter="${title}" banshi:starterRoles="${roles(process.starterRoles)}">
${ends('start')}
    </bpmn:startEvent>
    <bpmn:userTask id="t_apply" name="申请">
      <bpmn:extensionElements>
        <banshi:assignment roles="${roles(process.starterRoles)}" />
        <banshi:form key="${process.applicationForm}" variable="application" />
      </bpmn:extensionElements>
${ends('t_apply')}
    </bpmn:userTask>
    <bpmn:userTask id="t_review" name="审核">
      <bpmn:extensionElements>
        <banshi:assignment roles="${roles(process.reviewerRoles)}"${level} separateFrom="t_apply" />
        <banshi:form key="${process.applicationForm}" variable="application" access="read" />
        <banshi:form key="${process.opinionForm}" variable="review" />
        <banshi:outcomes form="${process.opinionForm}" resultField="result" opinionField="opinionText">
${outcome(templateResults.agree, 'positive', false)}
${outcome(templateResults.return, 'return', true)}
${outcome(templateResults.refuse, 'negative', true)}
        </banshi:outcomes>
        <banshi:deadline days="${process.reviewDays}" dayType="working" remindDays="1" />
      </bpmn:extensionElements>
${ends('t_review')}
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="g_review" default="f_refuse">
${ends('g_review')}
    </bpmn:exclusiveGateway>
    <bpmn:endEvent id="e_done" name="办结" banshi:result="办结">
${ends('e_done')}
    </bpmn:endEvent>
    <bpmn:endEvent id="e_refused" name="不同意" banshi:result="不同意">
${ends('e_refused')}
    </bpmn:endEvent>
${flowXml.join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram_${key}">
    <bpmndi:BPMNPlane id="plane_${key}" bpmnElement="${key}">
${[...shapes, ...edges].join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
