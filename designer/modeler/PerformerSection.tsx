import { Select } from 'antd';
import { useState } from 'react';
import { PanelField, PanelSection } from '../components/PanelSection';
import { ExpressionInput } from '../expression/ExpressionInput';
import { t } from '../text';
import type { UserTaskSectionProps } from './UserTaskSections';
import {
  EMPTY_POLICIES,
  PERFORMER_KINDS,
  type PerformerKind,
  type PerformerSettings,
  SAME_PERSON_POLICIES,
  writeAssignment,
} from './user-task-settings';

/** 谁来办, who may not, and what happens when nobody can. */
export function PerformerSection(props: UserTaskSectionProps) {
  const { modeler, element, vocabulary, settings } = props;
  // A kind that needs more is only written with it; until then the panel, which is each step's own, remembers it.
  const [begun, setBegun] = useState<PerformerKind>();
  const kind = begun ?? settings.performer.kind;
  const performer = { ...settings.performer, kind };
  const write = (change: Partial<PerformerSettings>): void => {
    setBegun(undefined);
    writeAssignment(modeler, element, change);
  };
  const choose = (next: PerformerKind): void => {
    const isWhole = next === 'roles' || next === 'initiator' || settings.performer[next] !== '';
    if (isWhole) write({ kind: next });
    else setBegun(next);
  };
  const others = vocabulary.userTasks
    .filter((task) => task.id !== element.id)
    .map((task) => ({ value: task.id, label: task.name }));
  return (
    <PanelSection title={t('whoPerforms')}>
      <PanelField id="task-performer" label={t('performerKind')}>
        <Select
          id="task-performer"
          value={performer.kind}
          options={PERFORMER_KINDS.map((kind) => ({ value: kind, label: t(`performer.${kind}`) }))}
          onChange={choose}
        />
      </PanelField>
      {performer.kind === 'performerOf' ? (
        <PanelField id="task-performer-of" label={t('performerOf')} help={t('performerOfHelp')}>
          <Select
            id="task-performer-of"
            showSearch
            optionFilterProp="label"
            value={performer.performerOf === '' ? null : performer.performerOf}
            options={others}
            onChange={(performerOf: string) => write({ kind, performerOf })}
          />
        </PanelField>
      ) : null}
      {performer.kind === 'peopleRule' ? (
        <PanelField id="task-people-rule" label={t('peopleRule')} help={t('peopleRuleHelp')}>
          <ExpressionInput
            id="task-people-rule"
            names={vocabulary.names}
            value={performer.peopleRule}
            onCommit={(peopleRule) => write({ kind, peopleRule })}
          />
        </PanelField>
      ) : null}
      <RoleFields {...props} isOnly={kind === 'roles'} write={write} />
      <PanelField id="task-separate" label={t('separateFrom')} help={t('separateFromHelp')}>
        <Select
          id="task-separate"
          mode="multiple"
          optionFilterProp="label"
          value={[...performer.separateFrom]}
          options={others}
          onChange={(separateFrom: string[]) => write({ separateFrom })}
        />
      </PanelField>
      <PanelField id="task-empty" label={t('emptyPolicy')} help={t('emptyPolicyHelp')}>
        <Select
          id="task-empty"
          value={performer.emptyPolicy}
          options={EMPTY_POLICIES.map((value) => ({ value, label: t(`emptyPolicy.${value}`) }))}
          onChange={(emptyPolicy: string) => write({ emptyPolicy })}
        />
      </PanelField>
      <PanelField id="task-same" label={t('samePerson')} help={t('samePersonHelp')}>
        <Select
          id="task-same"
          value={performer.samePerson}
          options={SAME_PERSON_POLICIES.map((value) => ({
            value,
            label: t(`samePerson.${value}`),
          }))}
          onChange={(samePerson: string) => write({ samePerson })}
        />
      </PanelField>
    </PanelSection>
  );
}

function RoleFields({
  vocabulary,
  settings,
  isOnly,
  write,
}: UserTaskSectionProps & {
  /** Whether the roles alone say who it is. */
  readonly isOnly: boolean;
  readonly write: (change: Partial<PerformerSettings>) => void;
}) {
  const { roles, level } = settings.performer;
  return (
    <>
      <PanelField
        id="task-roles"
        label={isOnly ? t('roles') : t('rolesElse')}
        help={isOnly ? t('rolesHelp') : t('rolesElseHelp')}
      >
        <Select
          id="task-roles"
          mode="multiple"
          value={[...roles]}
          options={vocabulary.roles.map((role) => ({ value: role.key, label: role.title }))}
          onChange={(next: string[]) => write({ roles: next })}
        />
      </PanelField>
      <PanelField id="task-level" label={t('level')} help={t('levelHelp')}>
        <Select
          id="task-level"
          allowClear
          value={level === '' ? null : level}
          options={vocabulary.unitTypes.map((type) => ({ value: type.key, label: type.title }))}
          onChange={(next: string | undefined) => write({ level: next ?? '' })}
        />
      </PanelField>
    </>
  );
}
