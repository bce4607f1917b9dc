import type { Values } from '../../runtime/form';
import { uniqueValues } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import { identityOf } from '../../runtime/record';
import type { ServerContext } from '../context';
import type { RecordDocument } from '../models/record';
import { native } from '../models/native';

/**
 * Which values of what is being sent other active records hold, and no more of those records: whoever fills a form learns
 * that a number is taken, not by whom.
 *
 * @param forms values by variable
 * @param recordId the case's own record, which may hold them
 */
export async function takenValues(
  server: ServerContext,
  loaded: LoadedPackage,
  forms: Readonly<Record<string, Values>>,
  recordId: string | null,
): Promise<readonly string[]> {
  const models = [...loaded.forms.values()].filter((form) => form.uniqueFields.length > 0);
  const wanted = new Map<string, Set<string>>();
  for (const values of Object.values(forms)) {
    for (const form of models) {
      for (const [kind, some] of uniqueValues(form, values))
        wanted.set(kind, new Set([...(wanted.get(kind) ?? []), ...some]));
    }
  }
  const taken: string[] = [];
  for (const [kind, values] of wanted) {
    const entity = loaded.entities.get(kind);
    if (entity === undefined || values.size === 0) continue;
    // Before there is a record, the one of the same identity is the applicant's own.
    const own =
      recordId === null ? Object.values(forms).map((form) => identityOf(entity, form)) : [];
    const found = await native<RecordDocument>(server.models.records as never)
      .find(
        {
          unique: { $in: [...values] },
          packageKey: loaded.manifest.key,
          entity: kind,
          status: { $in: entity.statuses.filter(({ active }) => active).map(({ value }) => value) },
        } as never,
        { projection: { unique: 1, identity: 1 } },
      )
      .toArray();
    for (const { _id, identity, unique = [] } of found) {
      if (_id === recordId || own.includes(identity)) continue;
      taken.push(...unique.filter((one) => values.has(one)));
    }
  }
  return taken;
}
