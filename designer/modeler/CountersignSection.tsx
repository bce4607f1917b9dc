import { Checkbox, Select, Space, Switch, Typography } from 'antd';
import { PanelField, PanelSection } from '../components/PanelSection';
import { TextSetting } from '../components/TextSetting';
import { ExpressionInput } from '../expression/ExpressionInput';
import { t } from '../text';
import {
  COUNTERSIGN_POLICIES,
  type CountersignPolicy,
  type CountersignSettings,
  MEMBER_KINDS,
  type MemberKind,
  newCountersign,
  readCountersign,
  writeCountersign,
} from './countersign-settings';
import type { UserTaskSectionProps } from './UserTaskSections';

/** 会签: who decides together, and what it takes. */
export function CountersignSection(props: UserTaskSectionProps) {
  const { modeler, element, settings } = props;
  const countersign = readCountersign(element.businessObject);
  const { items } = settings.outcomes;
  return (
    <PanelSection title={t('countersign')}>
      <PanelField id="countersign-on" label={t('countersign.on')} inline>
        <Switch
          id="countersign-on"
          checked={countersign !== null}
          onChange={(isOn) =>
            writeCountersign(
              modeler,
              element,
              isOn ? newCountersign(element.businessObject, items) : null,
            )
          }
        />
      </PanelField>
      {countersign === null ? null : (
        <Typography.Paragraph type="secondary" className="field-help">
          {t('countersign.onHelp')}
        </Typography.Paragraph>
      )}
      {countersign === null ? null : <CountersignFields {...props} countersign={countersign} />}
    </PanelSection>
  );
}

function CountersignFields({
  modeler,
  element,
  vocabulary,
  settings,
  countersign,
}: UserTaskSectionProps & { readonly countersign: CountersignSettings }) {
  const write = (change: Partial<CountersignSettings>): void =>
    writeCountersign(modeler, element, { ...countersign, ...change });
  const results = settings.outcomes.items.map(({ value, title }) => ({ value, label: title }));
  const { policy } = countersign;
  return (
    <>
      <PanelField id="countersign-kind" label={t('membersAre')}>
        <Select
          id="countersign-kind"
          value={countersign.membersAre}
          options={MEMBER_KINDS.map((value) => ({ value, label: t(`membersAre.${value}`) }))}
          onChange={(membersAre: MemberKind) => write({ membersAre })}
        />
      </PanelField>
      <PanelField
        id="countersign-members"
        label={t('members')}
        help={t(`membersHelp.${countersign.membersAre}`)}
      >
        <ExpressionInput
          id="countersign-members"
          names={vocabulary.names}
          value={countersign.members}
          onCommit={(members) => write({ members })}
        />
      </PanelField>
      <Checkbox
        checked={countersign.isSequential}
        onChange={(event) => write({ isSequential: event.target.checked })}
      >
        {t('countersign.sequential')}
      </Checkbox>
      <PanelField id="countersign-policy" label={t('countersign.policy')}>
        <Select
          id="countersign-policy"
          value={policy}
          options={COUNTERSIGN_POLICIES.map((value) => ({
            value,
            label: t(`countersign.policy.${value}`),
          }))}
          onChange={(next: CountersignPolicy) => write({ policy: next })}
        />
      </PanelField>
      <PanelField id="countersign-approve" label={t('countersign.approve')}>
        <Select
          id="countersign-approve"
          mode="multiple"
          value={[...countersign.approve]}
          options={results}
          onChange={(approve: string[]) => write({ approve })}
        />
      </PanelField>
      <PanelField id="countersign-abstain" label={t('countersign.abstain')}>
        <Select
          id="countersign-abstain"
          mode="multiple"
          value={[...countersign.abstain]}
          options={results}
          onChange={(abstain: string[]) => write({ abstain })}
        />
      </PanelField>
      {policy !== 'ratio' && policy !== 'vote' ? null : (
        <PanelField id="countersign-share" label={t('countersign.share')} help={t('shareHelp')}>
          <Space.Compact block>
            <Select
              aria-label={t('countersign.comparison')}
              value={countersign.comparison}
              options={(['atLeast', 'moreThan'] as const).map((value) => ({
                value,
                label: t(`countersign.${value}`),
              }))}
              onChange={(comparison: CountersignSettings['comparison']) => write({ comparison })}
            />
            <TextSetting
              id="countersign-share"
              value={countersign.share}
              onCommit={(share) => write({ share })}
            />
          </Space.Compact>
        </PanelField>
      )}
      {policy !== 'vote' ? null : (
        <PanelField id="countersign-quorum" label={t('countersign.quorum')} help={t('quorumHelp')}>
          <TextSetting
            id="countersign-quorum"
            value={countersign.quorum}
            onCommit={(quorum) => write({ quorum })}
          />
        </PanelField>
      )}
      <PanelField id="countersign-veto" label={t('countersign.veto')} help={t('vetoHelp')}>
        <ExpressionInput
          id="countersign-veto"
          rows={1}
          names={vocabulary.names}
          value={countersign.veto}
          onCommit={(veto) => write({ veto })}
        />
      </PanelField>
      <Checkbox
        checked={countersign.everyone}
        onChange={(event) => write({ everyone: event.target.checked })}
      >
        {t('countersign.everyone')}
      </Checkbox>
      <PanelField
        id="countersign-result"
        label={t('countersign.result')}
        help={t('countersign.resultHelp', { name: countersign.result })}
      >
        <TextSetting
          id="countersign-result"
          value={countersign.result}
          onCommit={(result) => write({ result })}
        />
      </PanelField>
    </>
  );
}
