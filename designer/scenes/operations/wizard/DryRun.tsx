import { Alert, Card, Collapse, Empty, Spin, Tag } from 'antd';
import type { MigrationCheck } from '../../../../runtime/contract';
import { call } from '../../../api/client';
import { Failure } from '../../../components/Failure';
import { useLoad } from '../use-load';
import { words } from '../words';
import { type StepProps, requestOf } from './plan';
import { WizardFoot } from './WizardFoot';

/** What would become of each case, in words; what cannot be moved comes first. */
export function DryRun({ plan, onBack, onNext }: StepProps) {
  const body = requestOf(plan);
  const { data, failure, reload } = useLoad(JSON.stringify(body), () =>
    call('previewMigration', { body }),
  );
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null)
    return (
      <Card>
        <Spin /> {words('checking')}
      </Card>
    );
  const { total, checked, refused } = data;
  const cases = data.cases.toSorted((one, other) => Number(one.ok) - Number(other.ok));
  const refusedIds = cases.filter((one) => !one.ok).map((one) => one.caseId);
  return (
    <Card>
      {total === 0 ? (
        <Empty description={words('checkNone')} />
      ) : (
        <Alert
          type={refused === 0 ? 'success' : 'warning'}
          showIcon
          message={words('checkSummary', { total, checked, ok: checked - refused, refused })}
          description={refused === 0 ? undefined : words('refusedStay')}
        />
      )}
      <Collapse
        className="ops-checks"
        defaultActiveKey={refusedIds.slice(0, 3)}
        items={cases.map((one) => ({
          key: one.caseId,
          label: (
            <>
              <Tag color={one.ok ? 'green' : 'red'}>
                {words(one.ok ? 'canMigrate' : 'cannotMigrate')}
              </Tag>
              {one.number} {one.title}
            </>
          ),
          children: <Sentences check={one} />,
        }))}
      />
      <WizardFoot onBack={onBack} onNext={onNext} disabled={total === 0 || refused === total} />
    </Card>
  );
}

function Sentences({ check }: { readonly check: MigrationCheck }) {
  return (
    <ul className="ops-sentences">
      {check.problems.map((problem, index) => (
        <li key={`problem ${index}`} className="ops-refusal">
          {problem.message} <small>{problem.code}</small>
        </li>
      ))}
      {[...counted(check)].map(([sentence, count]) => (
        <li key={sentence}>
          {sentence}
          {count > 1 ? ` ×${count}` : null}
        </li>
      ))}
    </ul>
  );
}

/** Instances of one activity say the same; it is said once. */
function counted({ entries }: MigrationCheck): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { change, sentence } of entries) {
    if (change !== 'refused') counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return counts;
}
