import { Alert, App, Button, Card, Form, Input, Popconfirm, Skeleton, Space } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { PublishPreview, ScenarioRun } from '../../runtime/contract';
import { call } from '../api/client';
import { useDraft } from '../api/draft-context';
import { problemPage } from '../api/problem-place';
import { DifferenceList } from '../components/DifferenceList';
import { Failure } from '../components/Failure';
import { ProblemList } from '../components/ProblemList';
import { t } from '../text';

/** 检查 → 场景 → 改动 → 影响 → 发布, on one page. */
export function Publish({ onPublished }: { readonly onPublished: () => void }) {
  const { store, draft } = useDraft();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const packageKey = draft.content.key;
  const [preview, setPreview] = useState<PublishPreview | null>(null);
  const [run, setRun] = useState<ScenarioRun | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async (): Promise<void> => {
    setFailure(null);
    setRun(null);
    try {
      await store.flush();
      const found = await call('previewPublish', { params: { packageKey } });
      setPreview(found);
      if (found.problems.every((problem) => problem.severity !== 'error')) {
        setRun(await call('testDraft', { params: { packageKey } }));
      }
    } catch (error) {
      setFailure(error);
    }
  }, [store, packageKey]);
  useEffect(() => void load(), [load]);

  const publish = async ({ version, note }: { version: string; note: string }): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const { revision } = store.getSnapshot().content;
      const published = await call('publishDraft', {
        params: { packageKey },
        body: { version, note, revision },
      });
      void message.success(t('published', { version: published.version }));
      await navigate(`/packages/${packageKey}/versions`);
      onPublished();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  if (preview === null) {
    return failure === null ? (
      <Skeleton active className="page" />
    ) : (
      <Failure error={failure} onRetry={() => void load()} />
    );
  }
  const errors = preview.problems.filter((problem) => problem.severity === 'error');
  const failed = run?.results.filter((result) => !result.passed) ?? [];
  const obstacle = obstacleOf({
    conflicts: draft.conflicts.length,
    errors: errors.length,
    running: run === null,
    failed: failed.length,
    differences: preview.differences.length,
  });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('publishTitle', { version: draft.content.baseVersion ?? '' })}</h1>
      </div>
      {failure === null ? null : <Failure error={failure} onRetry={() => void load()} />}
      <Card title={`1 ${t('stepCheck')}`}>
        {preview.problems.length === 0 ? (
          <Alert type="success" showIcon message={t('noProblemsHelp')} />
        ) : (
          <ProblemList problems={preview.problems} />
        )}
      </Card>
      <Card title={`2 ${t('stepScenarios')}`} loading={run === null && errors.length === 0}>
        {run === null ? (
          <p className="muted">{t('scenariosWait')}</p>
        ) : (
          <Alert
            showIcon
            type={failed.length === 0 ? 'success' : 'error'}
            message={t('scenariosPassed', {
              passed: run.results.length - failed.length,
              failed: failed.length,
            })}
            description={
              failed.length === 0
                ? null
                : failed.map((result) => (
                    <FailedScenario
                      key={result.key}
                      result={result}
                      onSuspended={() => void load()}
                    />
                  ))
            }
          />
        )}
      </Card>
      <Card title={`3 ${t('stepDifferences')}`}>
        {preview.differences.length === 0 ? (
          <p className="muted">{t(errors.length > 0 ? 'differencesWait' : 'noDifferences')}</p>
        ) : (
          <DifferenceList
            differences={preview.differences}
            pageOf={(one) => {
              const place = one.path.startsWith('processes/') ? one.element : '';
              const at = place === '' ? one.path : `${one.path}#${place}`;
              return one.kind === 'removed' ? null : problemPage(packageKey, { at });
            }}
          />
        )}
      </Card>
      <Card title={`4 ${t('stepImpact')}`}>
        {preview.openCases.length === 0 ? <p>{t('noOpenCases')}</p> : null}
        {preview.openCases.map((one) => (
          <p key={one.version}>{t('openCases', { version: one.version, count: one.count })}</p>
        ))}
        <p>{t('newCases')}</p>
      </Card>
      <Card title={`5 ${t('stepPublish')}`}>
        <Form
          layout="vertical"
          initialValues={{ version: preview.nextVersion }}
          onFinish={(values: { version: string; note: string }) => void publish(values)}
        >
          <Form.Item
            name="version"
            label={t('versionNumber')}
            extra={t('versionHelp')}
            rules={[{ required: true, pattern: /^\d+\.\d+\.\d+$/, message: t('versionInvalid') }]}
          >
            <Input className="short-input" />
          </Form.Item>
          <Form.Item
            name="note"
            label={t('publishNote')}
            extra={t('publishNoteHelp')}
            rules={[{ required: true, min: 2, whitespace: true, message: t('publishNoteNeeded') }]}
          >
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
          <Space>
            <Button type="primary" htmlType="submit" loading={busy} disabled={obstacle !== null}>
              {t('publish')}
            </Button>
            {obstacle === null ? null : <span className="muted">{t(obstacle)}</span>}
          </Space>
        </Form>
      </Card>
    </div>
  );
}

/** Why the draft cannot be published yet; null when it can. */
function obstacleOf(state: {
  readonly conflicts: number;
  readonly errors: number;
  readonly running: boolean;
  readonly failed: number;
  readonly differences: number;
}) {
  if (state.conflicts > 0) return 'obstacle.conflicts';
  if (state.errors > 0) return 'obstacle.errors';
  if (state.running) return 'obstacle.running';
  if (state.failed > 0) return 'obstacle.failed';
  return state.differences === 0 ? 'noDifferences' : null;
}

interface FailedScenarioProps {
  readonly result: ScenarioRun['results'][number];
  readonly onSuspended: () => void;
}

/** A worked example that no longer fits the draft: mend the draft, or set the example aside and say why. */
function FailedScenario({ result, onSuspended }: FailedScenarioProps) {
  const { store, draft } = useDraft();
  const [reason, setReason] = useState('');
  const suspend = (): void => {
    const path = `scenarios/${result.key}.json`;
    const scenario = JSON.parse(draft.files.get(path) ?? '{}') as Record<string, unknown>;
    store.setFile(path, `${JSON.stringify({ ...scenario, suspended: reason.trim() }, null, 2)}\n`);
    onSuspended();
  };
  return (
    <div className="failed-scenario">
      <span>
        {result.title}:{result.failures[0]?.message}
      </span>
      <Popconfirm
        title={t('suspendScenario')}
        description={
          <Input
            aria-label={t('suspendReason')}
            placeholder={t('suspendReason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={t('suspend')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        onConfirm={suspend}
      >
        <Button size="small">{t('suspend')}</Button>
      </Popconfirm>
    </div>
  );
}
