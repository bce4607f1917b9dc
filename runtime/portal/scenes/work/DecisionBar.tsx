import { SaveOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Modal } from 'antd';
import type { Outcome, TaskCompleted, TaskDetail } from '../../../contract';
import { Link } from 'react-router-dom';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { WarningReasons } from '../../forms/WarningReasons';
import { PhrasePicker } from './PhrasePicker';
import { TakeTask } from './TakeTask';
import { TaskOperations } from './TaskOperations';
import type { TaskWork } from './use-task-work';
import './decision-bar.css';

/** The foot of a task: the opinion, the step's own outcomes, saving. */
export function DecisionBar({
  task,
  work,
  onSent,
}: {
  readonly task: TaskDetail;
  readonly work: TaskWork;
  readonly onSent: (result: TaskCompleted) => void;
}) {
  const t = useText();
  if (!task.mayComplete) {
    return (
      <footer className="decision-bar closed">
        <span className="muted">{task.refusal ?? t('decision.readOnly')}</span>
        <TakeTask task={task} />
      </footer>
    );
  }
  if (work.sending.stage === 'gone') {
    return (
      <footer className="decision-bar closed">
        <span className="muted">{t('gone.bar')}</span>
        <Link to="/tasks">
          <Button type="primary">{t('sent.toList')}</Button>
        </Link>
      </footer>
    );
  }
  return (
    <footer className="decision-bar" role="group" aria-label={t('decision.title')}>
      {task.outcomes.length > 0 && <OpinionBox task={task} work={work} />}
      <div className="decision-buttons">
        <Button icon={<SaveOutlined />} onClick={() => void work.saveNow()}>
          {t('decision.save')}
        </Button>
        <TaskOperations task={task} onDone={onSent} />
        <span className="grow performer">
          {task.performerHint !== '' && t('decision.as', { post: task.performerHint })}
        </span>
        <OutcomeButtons task={task} work={work} />
      </div>
      <SendingDialogs work={work} />
    </footer>
  );
}

function OpinionBox({ task, work }: { readonly task: TaskDetail; readonly work: TaskWork }) {
  const t = useText();
  const missing = work.opinionMissing;
  const needed = task.outcomes
    .filter((outcome) => outcome.requiresOpinion)
    .map((outcome) => outcome.title);
  const opinion = work.content.opinion ?? '';
  return (
    <div className="opinion">
      <label htmlFor={`opinion-${task.id}`} className="opinion-label">
        {t('decision.opinion')}
      </label>
      <Input.TextArea
        id={`opinion-${task.id}`}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={4000}
        value={opinion}
        status={missing === null ? '' : 'error'}
        aria-describedby={missing === null ? undefined : `opinion-missing-${task.id}`}
        placeholder={
          needed.length === 0
            ? t('decision.opinionFree')
            : t('decision.opinionNeeded', { outcomes: needed.join('、') })
        }
        onChange={(event) => work.setOpinion(event.target.value)}
      />
      <PhrasePicker
        onPick={(phrase) => work.setOpinion(opinion === '' ? phrase : `${opinion}${phrase}`)}
      />
      {missing !== null && (
        <div className="field-error" role="alert" id={`opinion-missing-${task.id}`}>
          {t('decision.opinionMissing', { outcome: missing })}
        </div>
      )}
    </div>
  );
}

const order: readonly Outcome['tone'][] = ['positive', 'neutral', 'return', 'negative'];

function OutcomeButtons({ task, work }: { readonly task: TaskDetail; readonly work: TaskWork }) {
  const t = useText();
  const isPhone = useIsPhone();
  const busy = work.sending.stage === 'checking';
  const chosen = work.sending.stage === 'checking' ? work.sending.outcome : null;
  if (task.outcomes.length === 0) {
    return (
      <Button
        type="primary"
        icon={<SendOutlined />}
        loading={busy}
        onClick={() => void work.decide(null)}
      >
        {t('decision.submit')}
      </Button>
    );
  }
  const outcomes = [...task.outcomes].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  const direct = isPhone && outcomes.length > 2 ? outcomes.slice(0, 1) : outcomes;
  const others = outcomes.slice(direct.length);
  return (
    <span className="outcomes">
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{
            items: others.map((outcome) => ({
              key: outcome.value,
              label: outcome.title,
              danger: outcome.tone === 'negative',
              onClick: () => void work.decide(outcome),
            })),
          }}
        >
          <Button disabled={busy}>{t('decision.others')}</Button>
        </Dropdown>
      )}
      {[...direct].reverse().map((outcome) => (
        <Button
          key={outcome.value}
          type={outcome.tone === 'positive' ? 'primary' : 'default'}
          danger={outcome.tone === 'negative'}
          className={`outcome ${outcome.tone}`}
          disabled={busy && chosen !== outcome}
          loading={chosen === outcome}
          onClick={() => void work.decide(outcome)}
        >
          {outcome.title}
        </Button>
      ))}
    </span>
  );
}

function SendingDialogs({ work }: { readonly work: TaskWork }) {
  const t = useText();
  const { sending } = work;
  if (sending.stage === 'warnings') {
    return (
      <WarningReasons
        warnings={sending.warnings}
        known={work.content.warningReasons}
        onGiven={(reasons) => void work.giveReasons(reasons)}
        onCancel={work.cancelSending}
      />
    );
  }
  if (sending.stage === 'none' || sending.stage === 'checking' || sending.stage === 'gone')
    return null;
  const isSending = sending.stage === 'sending';
  const opinion = work.content.opinion ?? '';
  return (
    <Modal
      open
      title={
        sending.outcome === null
          ? t('confirm.submit')
          : t('confirm.decide', { outcome: sending.outcome.title })
      }
      okText={t('confirm.send')}
      cancelText={t('confirm.back')}
      confirmLoading={sending.stage !== 'confirm'}
      cancelButtonProps={{ disabled: isSending }}
      closable={!isSending}
      keyboard={!isSending}
      maskClosable={false}
      okButtonProps={{ danger: sending.outcome?.tone === 'negative', autoFocus: true }}
      onOk={() => void work.send()}
      onCancel={work.cancelSending}
      width={480}
    >
      <p className="what-next">{sending.next}</p>
      {opinion.trim() !== '' && <blockquote>{opinion}</blockquote>}
    </Modal>
  );
}
