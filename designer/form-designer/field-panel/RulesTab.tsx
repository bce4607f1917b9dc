import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import type { Rule } from '../../../runtime/form';
import { PanelField, PanelSection } from '../../components/PanelSection';
import { TextSetting } from '../../components/TextSetting';
import { ExpressionInput } from '../../expression/ExpressionInput';
import { formNames } from '../../expression/names';
import { t } from '../../text';
import { updateGroup } from '../form-document';
import type { FieldTabProps } from './field-tab';

/** What must hold, how much it matters, and what is said otherwise. */
export function RulesTab({ document, selected, node, loaded, trial, onEdit }: FieldTabProps) {
  const names = useMemo(() => formNames(document, selected, loaded), [document, selected, loaded]);
  const tried = useMemo(() => trial?.at(selected), [trial, selected]);
  const rules = (node['x-banshi']?.['rules'] as readonly Rule[] | undefined) ?? [];
  const write = (next: readonly Rule[]): void =>
    onEdit(
      updateGroup(document, selected, 'x-banshi', { rules: next.length === 0 ? undefined : next }),
      t('rules'),
    );
  const change = (index: number, patch: Partial<Rule>): void =>
    write(rules.map((rule, at) => (at === index ? { ...rule, ...patch } : rule)));
  return (
    <PanelSection title={t('rules')}>
      {rules.map((rule, index) => (
        <div className="panel-card" key={index}>
          <PanelField id={`rule-id-${index}`} label={t('ruleId')}>
            <TextSetting
              id={`rule-id-${index}`}
              value={rule.id}
              onCommit={(id) => change(index, { id })}
            />
          </PanelField>
          <PanelField id={`rule-severity-${index}`} label={t('severity')}>
            <Select
              id={`rule-severity-${index}`}
              value={rule.severity}
              options={(['error', 'warning', 'note'] as const).map((value) => ({
                value,
                label: t(`severity.${value}`),
              }))}
              onChange={(severity: Rule['severity']) => change(index, { severity })}
            />
          </PanelField>
          <PanelField id={`rule-assert-${index}`} label={t('ruleAssert')}>
            <ExpressionInput
              id={`rule-assert-${index}`}
              names={names}
              tried={tried}
              value={rule.assert}
              onCommit={(assert) => change(index, { assert })}
            />
          </PanelField>
          <PanelField id={`rule-when-${index}`} label={t('ruleWhen')}>
            <ExpressionInput
              id={`rule-when-${index}`}
              names={names}
              tried={tried}
              value={rule.when ?? ''}
              onCommit={(when) => {
                const { when: _, ...rest } = rule;
                write(
                  rules.map((one, at) =>
                    at === index ? (when === '' ? rest : { ...rest, when }) : one,
                  ),
                );
              }}
            />
          </PanelField>
          <PanelField id={`rule-message-${index}`} label={t('ruleMessage')}>
            <TextSetting
              id={`rule-message-${index}`}
              value={rule.message}
              onCommit={(message) => change(index, { message })}
            />
          </PanelField>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            onClick={() => write(rules.filter((_, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          write([
            ...rules,
            {
              id: `r${rules.length + 1}`,
              severity: 'error',
              assert: 'true',
              message: t('ruleMessage'),
            },
          ])
        }
      >
        {t('addRule')}
      </Button>
    </PanelSection>
  );
}
