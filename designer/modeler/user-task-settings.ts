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
  readonly roles: readonly string[];
  readonly level: string;
  readonly separateFrom: readonly string[];
  readonly forms: readonly TaskFormSetting[];
  readonly outcomes: OutcomeSettings;
  readonly deadline: {
    readonly days: string;
    readonly dayType: string;
    readonly remindDays: string;
  };
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
    roles: words(assignment, 'roles'),
    level: text(assignment, 'level'),
    separateFrom: words(assignment, 'separateFrom'),
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
    },
  };
}

/** What the panel does not show stays as it is. */
const KEPT = [
  'unit',
  'of',
  'assignee',
  'people',
  'peopleRule',
  'performerOf',
  'initiator',
  'emptyPolicy',
] as const;

/** Attributes of the assignment that the panel does not show (`unit`, `assignee`, `emptyPolicy`) stay as they are. */
export function writeAssignment(
  modeler: Modeler,
  element: DiagramElement,
  change: Partial<Pick<UserTaskSettings, 'roles' | 'level' | 'separateFrom'>>,
): void {
  const old = extensionOf(element.businessObject, 'banshi:Assignment');
  const settings = { ...readUserTask(element.businessObject), ...change };
  const kept = Object.fromEntries(KEPT.map((name) => [name, text(old, name)] as const));
  writeExtensions(modeler, element, 'banshi:Assignment', [
    {
      attributes: {
        ...kept,
        roles: settings.roles.join(' '),
        level: settings.level,
        separateFrom: settings.separateFrom.join(' '),
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
  deadline: UserTaskSettings['deadline'],
): void {
  writeExtensions(
    modeler,
    element,
    'banshi:Deadline',
    deadline.days.trim() === '' ? [] : [{ attributes: { ...deadline } }],
  );
}
