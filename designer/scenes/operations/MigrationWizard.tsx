import { Empty, Skeleton, Steps } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { OperatedProcess } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { ChooseCases } from './wizard/ChooseCases';
import { DryRun } from './wizard/DryRun';
import { MapSteps } from './wizard/MapSteps';
import { StartRun } from './wizard/StartRun';
import { type WizardPlan, emptyPlan } from './wizard/plan';
import { useLoad } from './use-load';
import { words } from './words';

/** Choose cases → map what has no counterpart → see in words what would happen → run. */
export function MigrationWizard() {
  const [search] = useSearchParams();
  const { data, failure, reload } = useLoad('processes', () => call('listOperatedProcesses'));
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active className="ops-page" />;
  const [first] = data;
  if (first === undefined) return <Empty description={words('noCasesHere')} />;
  const asked = data.find(
    (one) => one.packageKey === search.get('package') && one.processId === search.get('process'),
  );
  return (
    <Wizard
      processes={data}
      first={emptyPlan(asked ?? busiest(data) ?? first, search.get('from'), search.get('cases'))}
    />
  );
}

function busiest(processes: readonly OperatedProcess[]): OperatedProcess | undefined {
  return processes.find((one) => one.versions.some((version) => version.open > 0));
}

function Wizard({
  processes,
  first,
}: {
  readonly processes: readonly OperatedProcess[];
  readonly first: WizardPlan;
}) {
  const [step, setStep] = useState(0);
  const [plan, setPlan] = useState(first);
  const parts = {
    plan,
    onChange: setPlan,
    onBack: () => setStep(step - 1),
    onNext: () => setStep(step + 1),
  };
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('wizard')}</h1>
      </div>
      <Steps
        current={step}
        items={[
          { title: words('step.choose') },
          { title: words('step.map') },
          { title: words('step.check') },
          { title: words('step.run') },
        ]}
      />
      {step === 0 ? <ChooseCases processes={processes} {...parts} /> : null}
      {step === 1 ? <MapSteps {...parts} /> : null}
      {step === 2 ? <DryRun {...parts} /> : null}
      {step === 3 ? <StartRun {...parts} /> : null}
    </div>
  );
}
