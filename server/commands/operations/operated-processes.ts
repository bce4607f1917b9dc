import type { ProcessDefinition } from '../../../runtime/bpmn';
import type { OperatedProcess, ProcessCounts } from '../../../runtime/contract';
import type { LoadedPackage } from '../../../runtime/package';
import { producedVariables } from '../../../runtime/package';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import { operatedUnits, requireProcess } from './reach';

const OPEN = ['active', 'incident'];
/** Cases with incidents whose elements are counted one by one. */
const MAX_INCIDENTS = 5000;

interface Counted {
  readonly _id: { readonly key: string; readonly process: string; readonly version: string };
  readonly open: number;
  readonly incidents: number;
}

/** Every process of the current packages, with how many cases run in which of its versions. */
export async function operatedProcesses(
  server: ServerContext,
  viewer: Viewer,
): Promise<OperatedProcess[]> {
  const units = await operatedUnits(server, viewer);
  const counted = await server.models.cases.aggregate<Counted>([
    { $match: { status: { $in: OPEN }, unitPath: { $in: units } } },
    {
      $group: {
        _id: { key: '$packageKey', process: '$state.processId', version: '$packageVersion' },
        open: { $sum: 1 },
        incidents: { $sum: { $cond: [{ $eq: ['$status', 'incident'] }, 1, 0] } },
      },
    },
  ]);
  const packages = await server.packages.all();
  return packages.flatMap((loaded) =>
    [...loaded.deployment.processes.values()].map((process): OperatedProcess => {
      const { key, version, title } = loaded.manifest;
      const versions = counted
        .filter(({ _id }) => _id.key === key && _id.process === process.id)
        .map(({ _id, open, incidents }) => ({ version: _id.version, open, incidents }));
      if (!versions.some((one) => one.version === version))
        versions.push({ version, open: 0, incidents: 0 });
      return {
        packageKey: key,
        packageTitle: title,
        processId: process.id,
        name: process.name,
        currentVersion: version,
        historyLevel: process.historyLevel ?? 'full',
        searchVariables: searchTitles(loaded, process),
        versions: versions.sort((one, other) =>
          other.version.localeCompare(one.version, undefined, { numeric: true }),
        ),
      };
    }),
  );
}

/** Search variables by the title that their form gives them. */
function searchTitles(
  loaded: LoadedPackage,
  process: ProcessDefinition,
): OperatedProcess['searchVariables'] {
  const { variables } = producedVariables(process, loaded.forms);
  return (process.searchVariables ?? []).map((path) => {
    const [variable = '', ...field] = path.split('.');
    const titles = (variables.get(variable) ?? []).flatMap(
      (form) => form.byPath.get(field.join('.'))?.title ?? [],
    );
    return { path, title: titles[0] ?? path };
  });
}

/** The drawing of a version with how many open cases are at each element. */
export async function processCounts(
  server: ServerContext,
  viewer: Viewer,
  packageKey: string,
  processId: string,
  version: string,
): Promise<ProcessCounts> {
  const { loaded, process } = await requireProcess(server, packageKey, version, processId);
  const units = await operatedUnits(server, viewer);
  const match = {
    packageKey,
    packageVersion: version,
    'state.processId': processId,
    unitPath: { $in: units },
  };
  const [places, failed] = await Promise.all([
    server.models.cases.aggregate<{ _id: string; open: number }>([
      { $match: { ...match, status: { $in: OPEN } } },
      { $unwind: '$waitingAt' },
      { $group: { _id: '$waitingAt', open: { $sum: 1 } } },
    ]),
    server.models.cases
      .find({ ...match, status: 'incident' }, { 'state.instance.incidents': 1 })
      .limit(MAX_INCIDENTS)
      .lean<Pick<CaseDocument, 'state'>[]>(),
  ]);
  const incidents = new Map<string, number>();
  for (const { state } of failed) {
    const elements = new Set(Object.values(state.instance.incidents).map((one) => one.element));
    for (const element of elements) incidents.set(element, (incidents.get(element) ?? 0) + 1);
  }
  return {
    packageKey,
    processId,
    name: process.name,
    version,
    xml: loaded.files.get(process.file) ?? '',
    elements: places.map(({ _id, open }) => ({
      elementId: _id,
      name: process.nodes.get(_id)?.name ?? _id,
      open,
      incidents: incidents.get(_id) ?? 0,
    })),
  };
}
