import { Alert, Button, Card, List, Spin, Tag } from 'antd';
import { useState } from 'react';
import type { ScenarioRun } from '../../runtime/contract';
import { call } from '../api/client';
import { useDraft } from '../api/draft-context';
import { Failure } from '../components/Failure';
import { t } from '../text';

/** The package's worked examples, run on the draft. */
export function Scenarios() {
  const { store, draft } = useDraft();
  const [run, setRun] = useState<ScenarioRun | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await store.flush();
      setRun(await call('testDraft', { params: { packageKey: draft.content.key } }));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const failed = run?.results.filter((result) => !result.passed).length ?? 0;
  const rows: readonly Row[] =
    run?.results ?? draft.content.files.filter((file) => file.kind === 'scenario').map(asPending);
  return (
    <div className="page">
      <Card
        title={t('scenarios')}
        extra={
          <Button type="primary" loading={busy} onClick={() => void start()}>
            {t('runScenarios')}
          </Button>
        }
      >
        {failure === null ? null : <Failure error={failure} onRetry={() => void start()} />}
        {busy ? <Spin /> : null}
        {run === null ? null : (
          <Alert
            type={failed === 0 ? 'success' : 'error'}
            message={t('scenariosPassed', { passed: run.results.length - failed, failed })}
          />
        )}
        <List
          dataSource={[...rows]}
          renderItem={(result) => (
            <List.Item>
              <List.Item.Meta
                title={
                  <>
                    {result.passed === undefined ? null : (
                      <Tag color={result.passed ? 'green' : 'red'}>{result.passed ? '✓' : '✗'}</Tag>
                    )}
                    {result.title}
                  </>
                }
                description={result.failures?.map((one) => (
                  <div key={`${one.step}-${one.message}`}>
                    {t('scenarioStep', { step: one.step, message: one.message })}
                  </div>
                ))}
              />
            </List.Item>
          )}
        />
      </Card>
    </div>
  );
}

/** A scenario before and after it ran. */
interface Row {
  readonly title: string;
  readonly passed?: boolean;
  readonly failures?: ReadonlyArray<{ readonly step: number; readonly message: string }>;
}

function asPending(file: { readonly title: string }): Row {
  return { title: file.title };
}
