import { Alert, Input, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import type { RouteAnswer, TaskSummary } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { caseAnswers } from '../../api/case-answers';
import { useFresh } from '../../api/use-fresh';
import { useText } from '../../app/preferences';
import { ErrorState, useErrorText } from '../../components/States';
import { PhrasePicker } from './PhrasePicker';
import './operation-dialog.css';

type Results = RouteAnswer<'completeTasks'>['results'];

/** One decision for several tasks; says of each that was not done why not. */
export function BatchDialog({
  tasks,
  onClose,
}: {
  readonly tasks: readonly TaskSummary[];
  readonly onClose: (isDone: boolean) => void;
}) {
  const t = useText();
  const { client, cache } = useApi();
  const errorText = useErrorText();
  const [first] = tasks;
  const detail = useFresh('getTask', { params: { taskId: first?.id ?? '' } });
  const [outcome, setOutcome] = useState<string>();
  const [opinion, setOpinion] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ReturnType<typeof errorText> | null>(null);
  const [results, setResults] = useState<Results | null>(null);
  const outcomes = detail.data?.outcomes ?? [];
  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await client.call('completeTasks', {
        body: {
          taskIds: tasks.map((task) => task.id),
          ...(outcome === undefined ? {} : { outcome }),
          ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }),
        },
      });
      setResults(answer.results);
      cache.invalidate(caseAnswers);
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('batch.start')}
      okText={t('batch.decide')}
      cancelText={t(results === null ? 'action.cancel' : 'action.close')}
      okButtonProps={{
        disabled: outcomes.length > 0 && outcome === undefined,
        ...(results === null ? {} : { style: { display: 'none' } }),
      }}
      confirmLoading={busy}
      maskClosable={false}
      onOk={() => void send()}
      onCancel={() => onClose(results !== null)}
      width={520}
    >
      {results === null ? (
        <>
          <p className="operation-help muted">{t('batch.help')}</p>
          {detail.error === undefined ? (
            detail.data === undefined ? (
              <Skeleton active paragraph={{ rows: 2 }} title={false} />
            ) : (
              <Radio.Group
                className="operation-field"
                aria-label={t('batch.outcome')}
                value={outcome}
                options={outcomes.map(({ value, title }) => ({ value, label: title }))}
                onChange={(event) => setOutcome(String(event.target.value))}
              />
            )
          ) : (
            <ErrorState error={detail.error} onRetry={detail.reload} />
          )}
          <label className="operation-field" htmlFor="batch-opinion">
            <span>{t('decision.opinion')}</span>
            <Input.TextArea
              id="batch-opinion"
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={4000}
              value={opinion}
              onChange={(event) => setOpinion(event.target.value)}
            />
          </label>
          <PhrasePicker onPick={(phrase) => setOpinion(`${opinion}${phrase}`)} />
        </>
      ) : (
        <BatchResults tasks={tasks} results={results} />
      )}
      {failure !== null && (
        <Alert
          className="operation-failure"
          type="error"
          showIcon
          message={failure.detail}
          description={<small>{failure.code}</small>}
        />
      )}
    </Modal>
  );
}

function BatchResults({
  tasks,
  results,
}: {
  readonly tasks: readonly TaskSummary[];
  readonly results: Results;
}) {
  const t = useText();
  const left = results.filter((one) => !one.done);
  const nameOf = (taskId: string): string => {
    const task = tasks.find((one) => one.id === taskId);
    return task === undefined || task.subjectName === ''
      ? (task?.caseTitle ?? '')
      : task.subjectName;
  };
  return (
    <>
      <Alert
        type={left.length === 0 ? 'success' : 'warning'}
        showIcon
        message={t('batch.done', { done: results.length - left.length, left: left.length })}
      />
      <ul className="batch-left">
        {left.map(({ taskId, detail }) => (
          <li key={taskId}>
            <strong>{nameOf(taskId)}</strong> {detail}
          </li>
        ))}
      </ul>
    </>
  );
}
