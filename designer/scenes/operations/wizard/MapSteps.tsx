import { Alert, Card, Checkbox, Select, Skeleton, Table, Tag } from 'antd';
import { useState } from 'react';
import type { MigrationProposal } from '../../../../runtime/contract';
import { call } from '../../../api/client';
import { Failure } from '../../../components/Failure';
import { useLoad } from '../use-load';
import { kindTitle, words } from '../words';
import { type StepProps, requestOf } from './plan';
import { WizardFoot } from './WizardFoot';

/** In the select, for a step of which the plan lets go. */
const LET_GO = ' ';

type Line = MigrationProposal['elements'][number];

const COLORS = { id: 'default', name: 'blue', none: 'orange', hand: 'green' } as const;

/** What becomes of each step: proposed, and everything can be said otherwise. */
export function MapSteps({ plan, onChange, onBack, onNext }: StepProps) {
  const { packageKey, processId, fromVersion, toVersion } = plan;
  const query = { packageKey, processId, from: fromVersion, to: toVersion };
  const { data, failure, reload } = useLoad(JSON.stringify(query), () =>
    call('proposeMigration', { query }),
  );
  const [all, setAll] = useState(false);
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active />;

  /** As the select has it: `LET_GO` where the plan lets go of a step. */
  const targetOf = (line: Line): string | null => {
    const planned = plan.elements[line.source.id];
    return planned === null ? LET_GO : (planned ?? line.targetId);
  };
  const byOf = (line: Line): keyof typeof COLORS =>
    plan.elements[line.source.id] === undefined ? line.by : 'hand';
  const questionable = data.elements.filter((line) => line.by !== 'id');
  const shown = (all ? data.elements : questionable).toSorted(
    (one, other) => other.open - one.open,
  );
  const choose = (line: Line, target: string | null): void => {
    const { [line.source.id]: _, ...rest } = plan.elements;
    const planned = target === LET_GO ? null : target;
    onChange({
      ...plan,
      elements: target === null ? rest : { ...rest, [line.source.id]: planned },
    });
  };
  /** What was proposed by name counts only once it is part of the plan. */
  const next = (): void => {
    const proposed = Object.fromEntries(
      data.elements.flatMap((line) =>
        line.by === 'name' && line.targetId !== null ? [[line.source.id, line.targetId]] : [],
      ),
    );
    onChange({ ...plan, elements: { ...proposed, ...plan.elements } });
    onNext();
  };
  return (
    <Card>
      {questionable.length === 0 ? (
        <Alert type="success" showIcon message={words('mapAllSame')} />
      ) : (
        <p className="muted">{words('mapHelpLine')}</p>
      )}
      <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
        {words('showAll', { count: data.elements.length })}
      </Checkbox>
      {shown.length === 0 ? null : (
        <Table
          rowKey={(line) => line.source.id}
          size="small"
          pagination={false}
          scroll={{ y: 420 }}
          dataSource={shown}
          columns={[
            {
              title: words('sourceStep'),
              render: (_, { source }: Line) => (
                <>
                  {source.name || source.id}{' '}
                  <span className="muted">
                    {kindTitle(source.kind)} · {source.id}
                  </span>
                </>
              ),
            },
            {
              title: words('casesHere'),
              dataIndex: 'open',
              width: 96,
              render: (open: number) => (open === 0 ? '' : <Tag color="blue">{open}</Tag>),
            },
            {
              title: words('targetStep'),
              width: 380,
              render: (_, line: Line) => (
                <Select
                  allowClear
                  showSearch
                  optionFilterProp="label"
                  className="wide-input"
                  aria-label={`${line.source.name || line.source.id} ${words('targetStep')}`}
                  placeholder={words('noTarget')}
                  {...(targetOf(line) === null ? {} : { value: targetOf(line) })}
                  options={[
                    ...data.targets
                      .filter((one) => one.kind === line.source.kind)
                      .map((one) => ({
                        value: one.id,
                        label: one.name === '' ? one.id : `${one.name} · ${one.id}`,
                      })),
                    { value: LET_GO, label: words('letGo') },
                  ]}
                  onChange={(target?: string | null) => choose(line, target ?? null)}
                />
              ),
            },
            {
              title: words('basis'),
              width: 100,
              render: (_, line: Line) => (
                <Tag color={COLORS[byOf(line)]}>{words(`by.${byOf(line)}`)}</Tag>
              ),
            },
          ]}
        />
      )}
      {data.flows.length === 0 ? null : (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          dataSource={data.flows}
          columns={[
            {
              title: words('waitingFlow'),
              render: (_, one) => (
                <>
                  {one.name} <span className="muted">{one.id}</span>
                </>
              ),
            },
            { title: words('casesHere'), dataIndex: 'open', width: 96 },
            {
              title: words('targetStep'),
              width: 380,
              render: (_, one) => (
                <Select
                  allowClear
                  showSearch
                  optionFilterProp="label"
                  className="wide-input"
                  aria-label={`${one.name} ${words('targetStep')}`}
                  placeholder={words('noTarget')}
                  {...flowValue(plan.flows[one.id] ?? one.targetId)}
                  options={data.targetFlows.map(({ id, name }) => ({
                    value: id,
                    label: `${name} · ${id}`,
                  }))}
                  onChange={(target?: string) => {
                    const { [one.id]: _, ...rest } = plan.flows;
                    const flows = target === undefined ? rest : { ...rest, [one.id]: target };
                    onChange({ ...plan, flows });
                  }}
                />
              ),
            },
          ]}
        />
      )}
      <Checkbox
        className="ops-timers"
        checked={plan.updateTimers}
        onChange={(event) => onChange({ ...plan, updateTimers: event.target.checked })}
      >
        {words('updateTimers')}
      </Checkbox>
      <WizardFoot onBack={onBack} onNext={next} disabled={requestOf(plan).toVersion === ''} />
    </Card>
  );
}

function flowValue(value: string | null): { readonly value?: string } {
  return value === null ? {} : { value };
}
