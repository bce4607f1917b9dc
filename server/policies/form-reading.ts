import type { TaskFormModel } from '../../runtime/bpmn';
import type { CaseState } from '../../runtime/case';
import { type AccessLevel, type FormAccess, type FormModel, accessTo } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import type { Viewer } from '../identity/viewer';

/** Levels from the least that one sees to the most; whoever reads may not write. */
const LEVELS: readonly AccessLevel[] = ['hidden', 'masked', 'read'];

/** The case, the form of it, and who filled it. */
export interface FormRead {
  readonly loaded: LoadedPackage;
  readonly state: Pick<CaseState, 'processId' | 'subjectUnit' | 'instance' | 'initiator'>;
  readonly variable: string;
  readonly form: FormModel;
  /** Null for what has not been submitted yet, or by the system. */
  readonly filledBy: string | null;
}

/**
 * What of a form a person may read who is not filling it: all that they have filled themself; else what the steps show them
 * that they may do in such a case; else everything, but masked where the form says so, unless they may unmask.
 *
 * @param mayUnmask whether they have `household.unmask` over the case's unit
 */
export function readingAccess(viewer: Viewer, read: FormRead, mayUnmask: boolean): FormAccess {
  if (read.filledBy === viewer.id) return { default: 'read', fields: {} };
  const own = stepFormsOf(viewer, read);
  const levelOf = (path: string, isMasked: boolean): AccessLevel => {
    const shown = own.map((form) => accessTo({ default: form.access, fields: form.fields }, path));
    const best = Math.max(
      ...shown.map((level) => LEVELS.indexOf(level === 'edit' ? 'read' : level)),
    );
    const level = own.length === 0 ? (isMasked ? 'masked' : 'read') : (LEVELS[best] ?? 'hidden');
    return level === 'masked' && mayUnmask ? 'read' : level;
  };
  return {
    default: 'read',
    fields: Object.fromEntries(
      [...read.form.byPath.values()].map((field) => [
        field.path,
        levelOf(field.path, field.mask !== undefined),
      ]),
    ),
  };
}

/** The form as the steps of the case's process show it that this person has done or may do. */
function stepFormsOf(
  viewer: Viewer,
  { loaded, state, variable, form }: FormRead,
): readonly TaskFormModel[] {
  const { subjectUnit, instance } = state;
  const roles = new Set(
    viewer.seats
      .filter(({ unit }) => subjectUnit === null || loaded.units.isWithin(subjectUnit, unit))
      .map(({ role }) => role),
  );
  return [...loaded.deployment.processes.values()].flatMap((process) =>
    [...process.nodes.values()].flatMap(({ id, userTask }) => {
      if (userTask === undefined) return [];
      const { roles: wanted, people } = userTask.assignment;
      const isOwn =
        wanted.some((role) => roles.has(role)) ||
        people.includes(viewer.id) ||
        instance.performers[id] === viewer.id;
      return isOwn
        ? userTask.forms.filter((one) => one.variable === variable && one.key === form.key)
        : [];
    }),
  );
}
