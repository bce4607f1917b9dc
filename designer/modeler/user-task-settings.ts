import type Modeler from 'bpmn-js/lib/Modeler';
import {
  type BusinessObject,
  type DiagramElement,
  type ExtensionElement,
  extensionOf,
  extensionsOf,
  writeExtensions,
} from './extension-elements';

/** What an official says about a user task; the panel shows it, the BPMN file keeps it in `banshi:` elements. */
export interface UserTaskSettings {
  readonly performer: PerformerSettings;
  readonly forms: readonly TaskFormSetting[];
  readonly outcomes: OutcomeSettings;
  readonly deadline: DeadlineSettings;
}

/** How the performers are named: by their post, or as one person or some. */
export const PERFORMER_KINDS = ['roles', 'initiator', 'performerOf', 'peopleRule'] as const;
export type PerformerKind = (typeof PERFORMER_KINDS)[number];

export const EMPTY_POLICIES = ['admin', 'escalate', 'skip', 'refuse'] as const;
export const SAME_PERSON_POLICIES = ['perform', 'skip', 'escalate'] as const;

export interface PerformerSettings {
  readonly kind: PerformerKind;
  readonly roles: readonly string[];
  readonly level: string;
  /** The step whose performer it is, for `performerOf`. */
  readonly performerOf: string;
  /** The rule that gives people's ids, for `peopleRule`. */
  readonly peopleRule: string;
  readonly separateFrom: readonly string[];
  readonly emptyPolicy: string;
  readonly samePerson: string;
}

export interface DeadlineSettings {
  readonly days: string;
  readonly dayType: string;
  readonly remindDays: string;
  readonly escalateDays: string;
  readonly escalateRoles: readonly string[];
  readonly escalateLevel: string;
}

export interface TaskFormSetting {
  readonly key: string;
  readonly variable: string;
  readonly access: string;
  readonly fieldAccess: ReadonlyArray<{ readonly path: string; readonly access: string }>;
}

export interface OutcomeSettings {
  readonly form: string;
  readonly resultField: string;
  readonly opinionField: string;
  readonly items: ReadonlyArray<{
    readonly value: string;
    readonly title: string;
    readonly tone: string;
    readonly requiresOpinion: boolean;
  }>;
}

function text(element: ExtensionElement | undefined, name: string): string {
  const value = element?.[name];
  return value === undefined || value === null ? '' : String(value);
}

function words(element: ExtensionElement | undefined, name: string): readonly string[] {
  return text(element, name)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

function list(element: ExtensionElement | undefined, name: string): readonly ExtensionElement[] {
  const value = element?.[name];
  return Array.isArray(value) ? (value as ExtensionElement[]) : [];
}

export function readUserTask(object: BusinessObject): UserTaskSettings {
  const assignment = extensionOf(object, 'banshi:Assignment');
  const outcomes = extensionOf(object, 'banshi:Outcomes');
  const deadline = extensionOf(object, 'banshi:Deadline');
  return {
    performer: {
      kind: kindOf(assignment),
      roles: words(assignment, 'roles'),
      level: text(assignment, 'level'),
      performerOf: text(assignment, 'performerOf'),
      peopleRule: text(assignment, 'peopleRule'),
      separateFrom: words(assignment, 'separateFrom'),
      emptyPolicy: text(assignment, 'emptyPolicy') || 'admin',
      samePerson: text(assignment, 'samePerson') || 'perform',
    },
    forms: extensionsOf(object, 'banshi:Form').map((form) => ({
      key: text(form, 'key'),
      variable: text(form, 'variable'),
      access: text(form, 'access'),
      fieldAccess: list(form, 'fieldAccess').map((item) => ({
        path: text(item, 'path'),
        access: text(item, 'access'),
      })),
    })),
    outcomes: {
      form: text(outcomes, 'form'),
      resultField: text(outcomes, 'resultField'),
      opinionField: text(outcomes, 'opinionField'),
      items: list(outcomes, 'outcomes').map((item) => ({
        value: text(item, 'value'),
        title: text(item, 'title'),
        tone: text(item, 'tone') || 'neutral',
        requiresOpinion: item['requiresOpinion'] === true,
      })),
    },
    deadline: {
      days: text(deadline, 'days'),
      dayType: text(deadline, 'dayType'),
      remindDays: text(deadline, 'remindDays'),
      escalateDays: text(deadline, 'escalateDays'),
      escalateRoles: words(deadline, 'escalateRoles'),
      escalateLevel: text(deadline, 'escalateLevel'),
    },
  };
}

function kindOf(assignment: ExtensionElement | undefined): PerformerKind {
  if (assignment?.['initiator'] === true) return 'initiator';
  if (text(assignment, 'performerOf') !== '') return 'performerOf';
  return text(assignment, 'peopleRule') === '' ? 'roles' : 'peopleRule';
}

/** Attributes of the assignment that the panel does not show stay as they are. */
const KEPT = ['unit', 'of', 'assignee', 'people'] as const;

export function writeAssignment(
  modeler: Modeler,
  element: DiagramElement,
  change: Partial<PerformerSettings>,
): void {
  const old = extensionOf(element.businessObject, 'banshi:Assignment');
  const settings = { ...readUserTask(element.businessObject).performer, ...change };
  const { kind } = settings;
  const only = (of: PerformerKind, value: string): string => (kind === of ? value : '');
  writeExtensions(modeler, element, 'banshi:Assignment', [
    {
      attributes: {
        ...Object.fromEntries(KEPT.map((name) => [name, text(old, name)] as const)),
        // Where a person is not found, the roles stand instead.
        roles: settings.roles.join(' '),
        level: settings.level,
        initiator: kind === 'initiator' ? true : undefined,
        performerOf: only('performerOf', settings.performerOf),
        peopleRule: only('peopleRule', settings.peopleRule),
        separateFrom: settings.separateFrom.join(' '),
        emptyPolicy: settings.emptyPolicy === 'admin' ? '' : settings.emptyPolicy,
        samePerson: settings.samePerson === 'perform' ? '' : settings.samePerson,
      },
    },
  ]);
}

export function writeForms(
  modeler: Modeler,
  element: DiagramElement,
  forms: readonly TaskFormSetting[],
): void {
  writeExtensions(
    modeler,
    element,
    'banshi:Form',
    forms.map((form) => ({
      attributes: { key: form.key, variable: form.variable, access: form.access },
      children: {
        fieldAccess: {
          type: 'banshi:FieldAccess',
          items: form.fieldAccess.map((item) => ({ attributes: { ...item } })),
        },
      },
    })),
  );
}

export function writeOutcomes(
  modeler: Modeler,
  element: DiagramElement,
  outcomes: OutcomeSettings,
): void {
  const empty = outcomes.items.length === 0 && outcomes.form === '' && outcomes.resultField === '';
  writeExtensions(
    modeler,
    element,
    'banshi:Outcomes',
    empty
      ? []
      : [
          {
            attributes: {
              form: outcomes.form,
              resultField: outcomes.resultField,
              opinionField: outcomes.opinionField,
            },
            children: {
              outcomes: {
                type: 'banshi:Outcome',
                items: outcomes.items.map((item) => ({ attributes: { ...item } })),
              },
            },
          },
        ],
  );
}

export function writeDeadline(
  modeler: Modeler,
  element: DiagramElement,
  change: Partial<DeadlineSettings>,
): void {
  const deadline = { ...readUserTask(element.businessObject).deadline, ...change };
  const attributes = { ...deadline, escalateRoles: deadline.escalateRoles.join(' ') };
  writeExtensions(
    modeler,
    element,
    'banshi:Deadline',
    deadline.days.trim() === '' ? [] : [{ attributes }],
  );
}
