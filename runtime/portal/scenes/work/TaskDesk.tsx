import { ArrowLeftOutlined, ExportOutlined } from '@ant-design/icons';
import { Alert, Button, Tabs, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router-dom';
import type { TaskCompleted, TaskDetail } from '../../../contract';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { DueLabel } from '../../components/Marks';
import type { LocalCopy } from '../../drafts/draft-keeper';
import { ConflictNotice, DraftMark, RecoveredNotice } from '../../drafts/DraftMark';
import { FormTabs } from '../../forms/FormTabs';
import { ProblemSummary } from '../../forms/ProblemSummary';
import { CaseSide, useCaseSide } from './CaseSide';
import { CountersignProgress } from './CountersignProgress';
import { DecisionBar } from './DecisionBar';
import { TaskGone } from './TaskGone';
import { useTaskWork } from './use-task-work';
import './task-desk.css';

interface TaskDeskProps {
  readonly task: TaskDetail;
  readonly recovered: LocalCopy | null;
  readonly layout: 'wide' | 'narrow';
  readonly standalone: boolean;
  readonly onReload: () => void;
  readonly onSent: (result: TaskCompleted) => void;
}

/** Where a task is done: forms, the case beside them, the decision at the foot. */
export function TaskDesk({ task, recovered, layout, standalone, onReload, onSent }: TaskDeskProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const work = useTaskWork(task, recovered, onSent);
  const side = useCaseSide(task.caseId);
  const [place, setPlace] = useState('form');
  const forms = (
    <div className="task-form">
      <TaskNotices task={task} work={work} recovered={recovered} onReload={onReload} />
      <ProblemSummary
        problems={work.shownProblems}
        onGo={(problem) => {
          setPlace('form');
          work.goTo(problem);
        }}
      />
      <FormTabs
        forms={work.forms}
        active={work.activeForm}
        onActivate={work.activate}
        values={work.content.forms}
        context={work.context}
        readOnly={!task.mayComplete || work.sending.stage === 'gone'}
        attention={work.attention}
        onChange={work.changeForm}
      />
    </div>
  );
  const bar = <DecisionBar task={task} work={work} onSent={onSent} />;
  return (
    <div className={`task-desk ${layout}`}>
      <TaskHead
        task={task}
        status={<DraftMark status={work.draft.status} />}
        standalone={standalone}
      />
      {layout === 'wide' ? (
        <div className="task-columns">
          <div className="task-main">{forms}</div>
          <aside className="task-side" aria-label={t('side.title')}>
            <CaseSide side={side} />
          </aside>
        </div>
      ) : (
        <>
          <Tabs
            className="task-places"
            activeKey={place}
            onChange={setPlace}
            items={[
              { key: 'form', label: t('side.form'), children: forms, forceRender: true },
              ...side.tabs.map((tab) => ({
                ...tab,
                children: <div className="pad">{tab.children}</div>,
              })),
            ]}
          />
          {side.drawer}
        </>
      )}
      {bar}
      {isPhone && <span className="bar-space" />}
    </div>
  );
}

interface TaskHeadProps {
  readonly task: TaskDetail;
  readonly status: ReactNode;
  readonly standalone: boolean;
}

function TaskHead({ task, status, standalone }: TaskHeadProps) {
  const t = useText();
  return (
    <header className="task-head">
      {standalone && (
        <Link to="/tasks" className="task-back">
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={t('sent.toList')}
            tabIndex={-1}
          />
        </Link>
      )}
      <div className="grow">
        <h1>
          {task.subjectName === '' ? task.caseTitle : task.subjectName}
          <span className="task-head-step">{task.name}</span>
        </h1>
        <div className="task-head-note">
          <span>{task.unitName}</span>
          <span>{task.matter}</span>
          <Link to={`/cases/${task.caseId}`}>{task.caseNumber}</Link>
          {task.sentBy !== null && <span>{t('task.sentByShort', { name: task.sentBy })}</span>}
          <DueLabel dueAt={task.dueAt} done={task.state !== 'open'} />
        </div>
      </div>
      {status}
      {!standalone && (
        <Tooltip title={t('task.open')}>
          <Link to={`/tasks/${task.id}`}>
            <Button type="text" icon={<ExportOutlined />} aria-label={t('task.open')} />
          </Link>
        </Tooltip>
      )}
    </header>
  );
}

interface TaskNoticesProps {
  readonly task: TaskDetail;
  readonly work: ReturnType<typeof useTaskWork>;
  readonly recovered: LocalCopy | null;
  readonly onReload: () => void;
}

function TaskNotices({ task, work, recovered, onReload }: TaskNoticesProps) {
  const t = useText();
  return (
    <>
      {work.draft.status.kind === 'conflict' && (
        <ConflictNotice keeper={work.draft.keeper} onTakeTheirs={onReload} />
      )}
      {recovered !== null && task.state === 'open' && work.draft.status.kind !== 'conflict' && (
        <RecoveredNotice copy={recovered} onDrop={onReload} />
      )}
      {task.aside !== null && (
        <Alert
          type="info"
          showIcon
          message={t(`aside.${task.aside.kind}`, { name: task.aside.byName ?? '' })}
          description={task.returnReason}
        />
      )}
      {task.countersign !== null && <CountersignProgress countersign={task.countersign} />}
      {task.operations !== null && task.operations.signersAfter.length > 0 && (
        <Alert
          type="info"
          showIcon
          message={t('aside.signersAfter', {
            names: task.operations.signersAfter.map((one) => one.name).join('、'),
          })}
        />
      )}
      {task.aside === null && task.returnReason !== null && (
        <Alert
          type="warning"
          showIcon
          message={t('task.returnedTitle')}
          description={task.returnReason}
        />
      )}
      {(task.state !== 'open' || work.sending.stage === 'gone') && (
        <TaskGone task={task} hasTyped={work.sending.stage === 'gone'} />
      )}
      {task.refusal !== null && task.state === 'open' && (
        <Alert type="info" showIcon message={task.refusal} />
      )}
    </>
  );
}
