import type { FlowNode } from '../../../runtime/bpmn';
import type { OperatorCaseDetail, OperatorCaseSummary } from '../../../runtime/contract';
import { ROOT } from '../../../runtime/engine';
import type { LoadedPackage } from '../../../runtime/package';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { PackageVersionDocument } from '../../models/package';
import type { TaskDocument } from '../../models/process';
import { compareVersions } from '../../packages/version-order';
import { diagram, timeline } from '../../presenters/case';
import { eventsOf, openTasksOf } from '../case-queries';
import { elementName, operatedUnits, requireOperatedCase } from './reach';
import { variableLeaves } from './variables';

/** By what operators find cases; all that is given must hold. */
export interface CaseSearch {
  readonly number?: string | undefined;
  readonly subject?: string | undefined;
  readonly recordId?: string | undefined;
  readonly state?: CaseDocument['status'] | 'open' | undefined;
  readonly packageKey?: string | undefined;
  readonly processId?: string | undefined;
  readonly version?: string | undefined;
  readonly element?: string | undefined;
  readonly variable?: string | undefined;
  readonly value?: string | undefined;
  readonly match: 'equal' | 'prefix';
  readonly page: number;
  readonly pageSize: number;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function filterOf(search: CaseSearch, units: readonly string[]): Record<string, unknown> {
  const { number, subject, state, element, variable, value = '' } = search;
  const word = `${variable ?? ''}=${value.trim()}`;
  const conditions: readonly (readonly [string, unknown])[] = [
    ['unitPath', { $in: [...units] }],
    ['number', number && { $regex: `^${literally(number.trim())}` }],
    ['subject', subject && { $regex: literally(subject.trim()) }],
    ['recordId', search.recordId],
    ['status', state === 'open' ? { $in: ['active', 'incident'] } : state],
    ['packageKey', search.packageKey],
    ['state.processId', search.processId],
    ['packageVersion', search.version],
    ['waitingAt', element],
    ['search', variable && (search.match === 'prefix' ? { $regex: `^${literally(word)}` } : word)],
  ];
  return Object.fromEntries(
    conditions.filter(([, condition]) => condition !== undefined && condition !== ''),
  );
}

export async function findOperatorCases(
  server: ServerContext,
  viewer: Viewer,
  search: CaseSearch,
): Promise<{ items: OperatorCaseSummary[]; total: number; page: number; pageSize: number }> {
  const { page, pageSize } = search;
  const filter = filterOf(search, await operatedUnits(server, viewer));
  const [documents, total] = await Promise.all([
    server.models.cases
      .find(filter)
      .sort({ startedAt: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<CaseDocument[]>(),
    server.models.cases.countDocuments(filter),
  ]);
  const items = await Promise.all(
    documents.map(async (document) =>
      summaryOf(document, await server.packages.get(document.packageKey, document.packageVersion)),
    ),
  );
  return { items, total, page, pageSize };
}

function summaryOf(document: CaseDocument, loaded: LoadedPackage): OperatorCaseSummary {
  const { processId } = document.state;
  return {
    id: document._id,
    number: document.number,
    title: document.title,
    subject: document.subject,
    recordId: document.recordId,
    unitName: document.unit === null ? '' : loaded.units.displayPath(document.unit),
    packageKey: document.packageKey,
    processId,
    processName: loaded.deployment.processes.get(processId)?.name ?? processId,
    version: document.packageVersion,
    state: document.status,
    startedAt: document.startedAt,
    endedAt: document.endedAt,
    waitingAt: document.waitingAt.map((elementId) => ({
      elementId,
      name: elementName(loaded, elementId),
    })),
  };
}

/** One case with all that an operator needs to understand and to repair it. */
export async function operatorCase(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
): Promise<OperatorCaseDetail> {
  const document = await requireOperatedCase(server, viewer, caseId);
  const loaded = await server.packages.get(document.packageKey, document.packageVersion);
  const [events, open, versions] = await Promise.all([
    eventsOf(server, caseId),
    openTasksOf(server, caseId),
    publishedVersions(server, document.packageKey),
  ]);
  const { instance, processId } = document.state;
  const drawing = diagram(document, loaded, events, open);
  return {
    ...summaryOf(document, loaded),
    currentVersion: server.packages.currentVersion(document.packageKey) ?? document.packageVersion,
    suspendedAt: instance.suspendedAt ?? null,
    versions,
    historyLevel: loaded.deployment.processes.get(processId)?.historyLevel ?? 'full',
    activities: activityRuns(document, loaded, open),
    startable: document.endedAt === null ? startableSteps(document, loaded) : [],
    variables: variableLeaves(instance),
    incidents: Object.entries(instance.incidents).map(([id, { element, code, message, at }]) => ({
      id,
      elementId: element,
      name: elementName(loaded, element),
      code,
      message,
      at,
    })),
    timers: Object.entries(instance.subscriptions).flatMap(([id, { kind, element, dueAt }]) =>
      kind === 'timer' && dueAt !== undefined
        ? [{ id, elementId: element, name: elementName(loaded, element), dueAt }]
        : [],
    ),
    subscriptions: Object.entries(instance.subscriptions).flatMap(
      ([id, { kind, name, element }]) =>
        kind === 'timer'
          ? []
          : [{ id, kind, name: name ?? elementName(loaded, element), elementId: element }],
    ),
    timeline: timeline(document, loaded, events, open),
    diagram: {
      xml: drawing.xml,
      active: drawing.active.map((one) => one.elementId),
      completed: drawing.completed,
      taken: drawing.taken,
    },
  };
}

/** Newest first. */
export async function publishedVersions(
  server: ServerContext,
  packageKey: string,
): Promise<string[]> {
  const documents = await server.models.packageVersions
    .find({ key: packageKey }, { version: 1 })
    .lean<Pick<PackageVersionDocument, 'version'>[]>();
  return documents.map((one) => one.version).sort((one, other) => compareVersions(other, one));
}

/** Where a case can be taken by hand; gateways and the like are not places at which people look for it. */
const STEP_KINDS: ReadonlySet<FlowNode['kind']> = new Set([
  'userTask',
  'task',
  'serviceTask',
  'scriptTask',
  'receiveTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'intermediateCatchEvent',
  'endEvent',
]);

function startableSteps(
  { state }: CaseDocument,
  loaded: LoadedPackage,
): OperatorCaseDetail['startable'] {
  const nodes = loaded.deployment.processes.get(state.processId)?.nodes.values() ?? [];
  return [...nodes]
    .filter((node) => STEP_KINDS.has(node.kind) && !node.isForCompensation)
    .map(({ id, name, kind }) => ({ elementId: id, name: name || id, kind }));
}

function activityRuns(
  { state }: CaseDocument,
  loaded: LoadedPackage,
  open: readonly TaskDocument[],
): OperatorCaseDetail['activities'] {
  return Object.entries(state.instance.activities).flatMap(([id, activity]) => {
    if (id === ROOT) return [];
    const process = loaded.deployment.processes.get(activity.process ?? state.processId);
    const node = process?.nodes.get(activity.element);
    const task = open.find((one) => one._id === activity.taskId);
    const parent = activity.scope ?? ROOT;
    return [
      {
        id,
        parent: parent === ROOT ? null : parent,
        elementId: activity.element,
        name: node?.name || activity.element,
        kind: node?.kind ?? 'task',
        state: activity.incident === undefined ? ('active' as const) : ('incident' as const),
        taskId: activity.taskId ?? null,
        assigneeName: task?.assigneeName ?? null,
        index: activity.body === undefined ? null : (activity.index ?? 0),
      },
    ];
  });
}
