import type { LoadedPackage } from '../../../runtime/package';
import type { ProcessDefinition } from '../../../runtime/bpmn';
import { findCase } from '../../cases/case-store';
import type { ServerContext } from '../../context';
import { refuse } from '../../http/refusal';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import { isInReach, unitsWith } from '../../policies/reach';

/** The units over whose subtrees a person may operate. */
export async function operatedUnits(server: ServerContext, viewer: Viewer): Promise<string[]> {
  return [...unitsWith(viewer, 'operations', await server.packages.all())];
}

/** @throws 404 also when the case is outside the operator's reach */
export async function requireOperatedCase(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
): Promise<CaseDocument> {
  const document = await findCase(server, caseId);
  if (document === null || !isInReach(document.unitPath, await operatedUnits(server, viewer))) {
    throw refuse(404, 'HTTP-NOT-FOUND');
  }
  return document;
}

/** @throws 404 with a sentence when the version or its process does not exist */
export async function requireProcess(
  server: ServerContext,
  packageKey: string,
  version: string,
  processId: string,
): Promise<{ readonly loaded: LoadedPackage; readonly process: ProcessDefinition }> {
  const id = `${packageKey}@${version}`;
  const known = await server.models.packageVersions.findById(id, { _id: 1 }).lean();
  const loaded = known === null ? undefined : await server.packages.get(packageKey, version);
  const process = loaded?.deployment.processes.get(processId);
  if (loaded === undefined || process === undefined) {
    throw refuse(404, 'OPS-NO-VERSION', { version, process: processId });
  }
  return { loaded, process };
}

/** The name of an element of any process of a package. */
export function elementName(loaded: LoadedPackage, elementId: string): string {
  for (const process of loaded.deployment.processes.values()) {
    const name = process.nodes.get(elementId)?.name ?? '';
    if (name !== '') return name;
  }
  return elementId;
}
