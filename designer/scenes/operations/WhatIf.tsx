import { Alert, Button, Drawer, Select, Space, Spin, Tag, Timeline } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail, WhatIfResult } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { Drawing } from './Drawing';
import { moment, words } from './words';

interface WhatIfProps {
  readonly open: boolean;
  readonly detail: OperatorCaseDetail;
  readonly onClose: () => void;
}

/** What the draft or another version would have made of a case. */
export function WhatIf({ open, detail, onClose }: WhatIfProps) {
  const [version, setVersion] = useState('draft');
  const [result, setResult] = useState<WhatIfResult | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ask = (): void => {
    setBusy(true);
    setFailure(null);
    setResult(null);
    call('askWhatIf', { params: { caseId: detail.id }, body: { version } })
      .then(setResult, setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Drawer open={open} width={920} title={words('whatIfTitle')} onClose={onClose}>
      <p className="muted">{words('whatIfHelp')}</p>
      <Space>
        <Select
          aria-label={words('whatIfVersion')}
          className="ops-select"
          value={version}
          options={[
            { value: 'draft', label: words('draft') },
            ...detail.versions.map((one) => ({ value: one, label: one })),
          ]}
          onChange={setVersion}
        />
        <Button type="primary" loading={busy} onClick={ask}>
          {words('run')}
        </Button>
      </Space>
      {failure === null ? null : <Failure error={failure} onRetry={ask} />}
      {busy ? <Spin className="page-spin" /> : null}
      {result === null ? null : <Result result={result} />}
    </Drawer>
  );
}

function Result({ result }: { readonly result: WhatIfResult }) {
  const { differences, played, waitingAt, path } = result;
  const differing = new Set(differences.map((one) => one.elementId));
  return (
    <div className="ops-what-if">
      {differences.length === 0 ? (
        <Alert type="success" showIcon message={words('noDifference')} />
      ) : (
        <Alert
          type="warning"
          showIcon
          message={words('differences', { count: differences.length })}
          description={
            <ul>
              {differences.map((one, index) => (
                <li key={index}>
                  {one.message} <small className="muted">{one.code}</small>
                </li>
              ))}
            </ul>
          }
        />
      )}
      <p>
        {words('resultThen')}:{result.recordedResult ?? words('notEnded')} · {words('resultNow')}:
        {result.result ?? words('notEnded')}
      </p>
      <Drawing
        xml={result.xml}
        label={words('drawing')}
        focus={waitingAt.length > 0 ? waitingAt : [...path].reverse()}
        markers={{
          ...Object.fromEntries(path.map((id) => [id, ['done']])),
          ...Object.fromEntries(waitingAt.map((id) => [id, ['now']])),
          ...Object.fromEntries([...differing].filter(Boolean).map((id) => [id, ['wrong']])),
        }}
      />
      <h3>{words('played')}</h3>
      <Timeline
        items={played.map((step, index) => ({
          key: String(index),
          color: differing.has(step.elementId) ? 'red' : 'gray',
          children: (
            <>
              {step.name} {step.outcome === null ? null : <Tag>{step.outcome}</Tag>}
              <div className="muted">{`${moment(step.at)} · ${step.actorName}`}</div>
            </>
          ),
        }))}
      />
    </div>
  );
}
