import type Modeler from 'bpmn-js/lib/Modeler';
import {
  type BusinessObject,
  type DiagramElement,
  type ExtensionContent,
  type ExtensionElement,
  createInside,
  extensionOf,
  extensionsWith,
  writeProperties,
} from './extension-elements';

/** 会签 as the panel shows it; the BPMN file keeps it as a multi-instance loop and a `banshi:countersign`. */
export interface CountersignSettings {
  /** Gives the ids of those who decide together. */
  readonly members: string;
  /** Units are signed for by whoever holds the step's role there. */
  readonly membersAre: MemberKind;
  /** One after the other, not at once. */
  readonly isSequential: boolean;
  readonly policy: CountersignPolicy;
  readonly approve: readonly string[];
  readonly abstain: readonly string[];
  readonly comparison: 'atLeast' | 'moreThan';
  readonly share: string;
  readonly quorum: string;
  readonly veto: string;
  readonly everyone: boolean;
  /** The variable that conditions read: `result.passed`. */
  readonly result: string;
}

export const COUNTERSIGN_POLICIES = ['all', 'any', 'ratio', 'vote'] as const;
export const MEMBER_KINDS = ['people', 'units'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];
export type CountersignPolicy = (typeof COUNTERSIGN_POLICIES)[number];

/** The variable in which each member finds who they are. */
const MEMBER = 'member';

function text(element: ExtensionElement | undefined, name: string): string {
  const value = element?.[name];
  return value === undefined || value === null ? '' : String(value);
}

function words(element: ExtensionElement | undefined, name: string): readonly string[] {
  return text(element, name)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

function loopOf(object: BusinessObject): ExtensionElement | undefined {
  const loop = object['loopCharacteristics'] as ExtensionElement | undefined;
  return loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics' ? loop : undefined;
}

/** @returns null when the step is done by one person */
export function readCountersign(object: BusinessObject): CountersignSettings | null {
  const element = extensionOf(object, 'banshi:Countersign');
  if (element === undefined) return null;
  const loop = loopOf(object);
  const more = text(element, 'moreThan');
  return {
    members: text(loop, 'collection'),
    membersAre:
      text(extensionOf(object, 'banshi:Assignment'), 'unit') === MEMBER ? 'units' : 'people',
    isSequential: loop?.['isSequential'] === true,
    policy: COUNTERSIGN_POLICIES.find((policy) => policy === text(element, 'policy')) ?? 'all',
    approve: words(element, 'approve'),
    abstain: words(element, 'abstain'),
    comparison: more === '' ? 'atLeast' : 'moreThan',
    share: more === '' ? text(element, 'atLeast') : more,
    quorum: text(element, 'quorum'),
    veto: text(element, 'veto'),
    everyone: element['everyone'] === true,
    result: text(element, 'result'),
  };
}

/** What a 会签 begins with: everyone has to give the first result that the step offers. */
export function newCountersign(
  object: BusinessObject,
  outcomes: readonly { readonly value: string; readonly tone: string }[],
): CountersignSettings {
  const approving = outcomes.find((one) => one.tone === 'positive') ?? outcomes[0];
  return {
    members: text(loopOf(object), 'collection'),
    membersAre: 'people',
    isSequential: false,
    policy: 'all',
    approve: approving === undefined ? [] : [approving.value],
    abstain: [],
    comparison: 'atLeast',
    share: '',
    quorum: '',
    veto: '',
    everyone: false,
    result: `${object.id}_result`,
  };
}

/** Writes the loop, the rule and whom the task goes to as one undoable step; null makes it one person's task again. */
export function writeCountersign(
  modeler: Modeler,
  element: DiagramElement,
  settings: CountersignSettings | null,
): void {
  const object = element.businessObject;
  const assignment = extensionOf(object, 'banshi:Assignment');
  const kept = Object.fromEntries(
    Object.entries(assignment ?? {}).filter(([name]) => !name.startsWith('$')),
  );
  const own = (name: 'peopleRule' | 'unit', kind: MemberKind): string | undefined => {
    if (settings?.membersAre === kind) return MEMBER;
    return kept[name] === MEMBER ? undefined : text(assignment, name);
  };
  const attributes = {
    ...kept,
    // People who are named stand instead of the roles, so that units leave no room for them.
    peopleRule: settings?.membersAre === 'units' ? undefined : own('peopleRule', 'people'),
    unit: own('unit', 'units'),
    ...(settings?.membersAre === 'units' ? { level: undefined } : {}),
  };
  const hasAssignment =
    settings !== null || Object.values(attributes).some((value) => (value ?? '') !== '');
  writeProperties(modeler, element, {
    loopCharacteristics:
      settings === null
        ? undefined
        : createInside(modeler, element, 'bpmn:MultiInstanceLoopCharacteristics', {
            isSequential: settings.isSequential,
            'banshi:collection': settings.members,
            'banshi:elementVariable': MEMBER,
          }),
    extensionElements: extensionsWith(modeler, element, {
      'banshi:Assignment': hasAssignment ? [{ attributes }] : [],
      'banshi:Countersign': settings === null ? [] : [contentOf(settings)],
    }),
  });
}

function contentOf(settings: CountersignSettings): ExtensionContent {
  const { policy, comparison, share } = settings;
  const counts = policy === 'ratio' || policy === 'vote';
  return {
    attributes: {
      policy,
      approve: settings.approve.join(' '),
      abstain: settings.abstain.join(' '),
      ...(counts ? { [comparison]: share } : {}),
      quorum: policy === 'vote' ? settings.quorum : '',
      veto: settings.veto,
      everyone: settings.everyone ? true : undefined,
      result: settings.result,
    },
  };
}
