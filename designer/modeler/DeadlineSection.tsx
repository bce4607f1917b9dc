import { Select } from 'antd';
import { PanelField, PanelSection } from '../components/PanelSection';
import { TextSetting } from '../components/TextSetting';
import { ExpressionInput } from '../expression/ExpressionInput';
import { t } from '../text';
import type { UserTaskSectionProps } from './UserTaskSections';
import { type DeadlineSettings, writeDeadline } from './user-task-settings';

/** 多久办完, who is reminded, and who hears of it when it takes too long. */
export function DeadlineSection({ modeler, element, vocabulary, settings }: UserTaskSectionProps) {
  const { deadline } = settings;
  const write = (change: Partial<DeadlineSettings>): void =>
    writeDeadline(modeler, element, change);
  return (
    <PanelSection title={t('deadline')}>
      <PanelField id="deadline-days" label={t('deadlineDays')} help={t('deadlineDaysHelp')}>
        <ExpressionInput
          id="deadline-days"
          names={vocabulary.names}
          rows={1}
          value={deadline.days}
          placeholder="3"
          onCommit={(days) => write({ days })}
        />
      </PanelField>
      {deadline.days.trim() === '' ? null : (
        <>
          <PanelField id="deadline-type" label={t('dayType')}>
            <Select
              id="deadline-type"
              value={deadline.dayType === '' ? 'calendar' : deadline.dayType}
              options={[
                { value: 'calendar', label: t('dayType.calendar') },
                { value: 'working', label: t('dayType.working') },
              ]}
              onChange={(dayType: string) => write({ dayType })}
            />
          </PanelField>
          <PanelField id="deadline-remind" label={t('remindDays')}>
            <TextSetting
              id="deadline-remind"
              value={deadline.remindDays}
              onCommit={(remindDays) => write({ remindDays: remindDays.trim() })}
            />
          </PanelField>
          <PanelField id="deadline-escalate" label={t('escalateDays')} help={t('escalateDaysHelp')}>
            <TextSetting
              id="deadline-escalate"
              value={deadline.escalateDays}
              onCommit={(escalateDays) => write({ escalateDays: escalateDays.trim() })}
            />
          </PanelField>
          {deadline.escalateDays === '' ? null : (
            <>
              <PanelField id="deadline-escalate-roles" label={t('escalateRoles')}>
                <Select
                  id="deadline-escalate-roles"
                  mode="multiple"
                  value={[...deadline.escalateRoles]}
                  options={vocabulary.roles.map(({ key, title }) => ({ value: key, label: title }))}
                  onChange={(escalateRoles: string[]) => write({ escalateRoles })}
                />
              </PanelField>
              <PanelField id="deadline-escalate-level" label={t('escalateLevel')}>
                <Select
                  id="deadline-escalate-level"
                  allowClear
                  value={deadline.escalateLevel === '' ? null : deadline.escalateLevel}
                  options={vocabulary.unitTypes.map(({ key, title }) => ({
                    value: key,
                    label: title,
                  }))}
                  onChange={(level: string | undefined) => write({ escalateLevel: level ?? '' })}
                />
              </PanelField>
            </>
          )}
        </>
      )}
    </PanelSection>
  );
}
