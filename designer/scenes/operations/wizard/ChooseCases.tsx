import { Alert, Card, Form, Radio, Select } from 'antd';
import type { OperatedProcess } from '../../../../runtime/contract';
import { call } from '../../../api/client';
import { Failure } from '../../../components/Failure';
import { useLoad } from '../use-load';
import { words } from '../words';
import { type StepProps, emptyPlan } from './plan';
import { WizardFoot } from './WizardFoot';

interface ChooseCasesProps extends StepProps {
  readonly processes: readonly OperatedProcess[];
}

const idOf = (one: { readonly packageKey: string; readonly processId: string }): string =>
  `${one.packageKey} ${one.processId}`;

/** Which cases of which version go to which other version. */
export function ChooseCases({ processes, plan, onChange, onNext }: ChooseCasesProps) {
  const process = processes.find((one) => idOf(one) === idOf(plan));
  const versions = useLoad(plan.packageKey, () =>
    call('listMigrationVersions', { params: { packageKey: plan.packageKey } }),
  );
  const open = process?.versions.find((one) => one.version === plan.fromVersion)?.open ?? 0;
  const targets = (versions.data ?? []).filter((one) => one !== plan.fromVersion);
  if (versions.failure !== null)
    return <Failure error={versions.failure} onRetry={versions.reload} />;
  return (
    <Card>
      <Form layout="vertical" className="ops-choose">
        <Form.Item label={words('process')} htmlFor="ops-process">
          <Select
            id="ops-process"
            value={idOf(plan)}
            options={processes.map((one) => ({
              value: idOf(one),
              label: `${one.packageTitle} · ${one.name}`,
            }))}
            onChange={(id: string) => {
              const chosen = processes.find((one) => idOf(one) === id);
              if (chosen !== undefined) onChange(emptyPlan(chosen, null, null));
            }}
          />
        </Form.Item>
        <Form.Item label={words('fromVersion')} htmlFor="ops-from">
          <Select
            id="ops-from"
            value={plan.fromVersion}
            options={(process?.versions ?? []).map((one) => ({
              value: one.version,
              label: words('versionLine', one),
            }))}
            onChange={(fromVersion: string) => {
              if (process !== undefined) onChange(emptyPlan(process, fromVersion, null));
            }}
          />
        </Form.Item>
        <Form.Item label={words('toVersion')} htmlFor="ops-to">
          <Select
            id="ops-to"
            loading={versions.data === null}
            {...(plan.toVersion === '' ? {} : { value: plan.toVersion })}
            options={targets.map((one) => ({
              value: one,
              label: one === process?.currentVersion ? `${one} · ${words('current')}` : one,
            }))}
            onChange={(toVersion: string) =>
              onChange({ ...plan, toVersion, elements: {}, flows: {} })
            }
          />
        </Form.Item>
        {versions.data !== null && targets.length === 0 ? (
          <Alert type="info" showIcon message={words('noOtherVersion')} />
        ) : null}
        <Form.Item label={words('which')}>
          <Radio.Group
            value={plan.caseIds === null ? 'all' : 'chosen'}
            onChange={({ target }) =>
              onChange({ ...plan, caseIds: target.value === 'all' ? null : plan.offered })
            }
            options={[
              { value: 'all', label: words('allCases', { count: open }) },
              ...(plan.offered.length === 0
                ? []
                : [
                    {
                      value: 'chosen',
                      label: words('chosenCases', { count: plan.offered.length }),
                    },
                  ]),
            ]}
          />
        </Form.Item>
      </Form>
      <WizardFoot disabled={plan.toVersion === ''} onNext={onNext} />
    </Card>
  );
}
