import type {
  AssignmentModel,
  DeadlineModel,
  FieldAccessLevel,
  OutcomeTone,
  OutcomesModel,
  TaskFormModel,
  UserTaskModel,
} from '../model';
import { type ModdleElement, extension, extensions, flag, list, text } from '../moddle';
import { type TransformContext, words } from './context';
import { transformCountersign } from './countersign';

/** Who performs a user task, what they fill, how they may decide and by when. */
export function transformUserTask(task: ModdleElement, context: TransformContext): UserTaskModel {
  return {
    assignment: assignment(task, context),
    forms: extensions(task, 'banshi:Form').map(taskForm),
    outcomes: outcomes(task, context),
    deadline: deadline(task, context),
    countersign: transformCountersign(task, context),
  };
}

const SAME_PERSON = ['perform', 'skip', 'escalate'] as const;
const EMPTY_POLICIES = ['admin', 'escalate', 'skip', 'refuse'] as const;

function assignment(task: ModdleElement, context: TransformContext): AssignmentModel {
  const element = extension(task, 'banshi:Assignment');
  const unit = context.compile(task, text(element, 'unit'));
  const assignee = context.compile(task, text(element, 'assignee'));
  const from =
    text(element, 'of') === 'initiator' ? context.compile(task, '$case.initiator.unit') : undefined;
  const peopleRules = [
    context.compile(task, text(element, 'peopleRule')),
    element !== undefined && flag(element, 'initiator', false)
      ? context.compile(task, '$case.initiator.id')
      : undefined,
  ].filter((rule) => rule !== undefined);
  return {
    roles: words(text(element, 'roles')),
    level: text(element, 'level') ?? null,
    ...(unit === undefined ? {} : { unit }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(from === undefined ? {} : { from }),
    people: words(text(element, 'people')),
    peopleRules,
    performerOf: words(text(element, 'performerOf')),
    separateFrom: words(text(element, 'separateFrom')),
    emptyPolicy:
      EMPTY_POLICIES.find((policy) => policy === text(element, 'emptyPolicy')) ?? 'admin',
    samePerson: SAME_PERSON.find((policy) => policy === text(element, 'samePerson')) ?? 'perform',
  };
}

const ACCESS_LEVELS = ['edit', 'read', 'hidden', 'masked'] as const;

function accessLevel(value: string | undefined): FieldAccessLevel {
  return ACCESS_LEVELS.find((level) => level === value) ?? 'edit';
}

function taskForm(form: ModdleElement): TaskFormModel {
  const key = text(form, 'key') ?? '';
  return {
    key,
    variable: text(form, 'variable') ?? key,
    access: accessLevel(text(form, 'access')),
    fields: Object.fromEntries(
      list(form, 'fieldAccess').map(
        (field) => [text(field, 'path') ?? '', accessLevel(text(field, 'access'))] as const,
      ),
    ),
  };
}

const TONES = ['positive', 'negative', 'neutral', 'return'] as const;

function outcomes(task: ModdleElement, context: TransformContext): OutcomesModel | null {
  const element = extension(task, 'banshi:Outcomes');
  if (element === undefined) return null;
  const items = list(element, 'outcomes').map((outcome) => ({
    value: text(outcome, 'value') ?? text(outcome, 'title') ?? '',
    title: text(outcome, 'title') ?? text(outcome, 'value') ?? '',
    tone: TONES.find((tone) => tone === text(outcome, 'tone')) ?? ('neutral' satisfies OutcomeTone),
    requiresOpinion: flag(outcome, 'requiresOpinion', false),
  }));
  if (items.some((item) => item.value === '')) {
    context.report('BPMN-OUTCOMES', task, { detail: '每个结果都要有名称' });
  }
  if (new Set(items.map((item) => item.value)).size < items.length) {
    context.report('BPMN-OUTCOMES', task, { detail: '结果名称重复' });
  }
  return {
    form: text(element, 'form') ?? null,
    resultField: text(element, 'resultField') ?? null,
    opinionField: text(element, 'opinionField') ?? null,
    items,
  };
}

function escalation(element: ModdleElement | undefined): DeadlineModel['escalation'] {
  const days = Number(text(element, 'escalateDays') ?? Number.NaN);
  if (!Number.isInteger(days) || days < 0) return null;
  return {
    days,
    roles: words(text(element, 'escalateRoles')),
    level: text(element, 'escalateLevel') ?? null,
  };
}

function deadline(task: ModdleElement, context: TransformContext): DeadlineModel | null {
  const element = extension(task, 'banshi:Deadline');
  const days = context.compile(task, text(element, 'days'));
  if (days === undefined) return null;
  const remind = Number(text(element, 'remindDays') ?? Number.NaN);
  return {
    days,
    dayType: text(element, 'dayType') === 'working' ? 'working' : 'calendar',
    remindDays: Number.isFinite(remind) ? remind : null,
    escalation: escalation(element),
  };
}
