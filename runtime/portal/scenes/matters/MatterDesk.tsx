import { ArrowLeftOutlined, SaveOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { Link } from 'react-router-dom';
import type { CaseStarted, MatterDraft } from '../../../contract';
import { useText } from '../../app/preferences';
import type { LocalCopy } from '../../drafts/draft-keeper';
import { ConflictNotice, DraftMark, RecoveredNotice } from '../../drafts/DraftMark';
import { FormPane } from '../../forms/FormPane';
import { ProblemSummary } from '../../forms/ProblemSummary';
import { WarningReasons } from '../../forms/WarningReasons';
import { useMatterWork } from './use-matter-work';
import './matters.css';
import '../work/decision-bar.css';
import '../work/task-desk.css';

interface MatterDeskProps {
  readonly draft: MatterDraft;
  readonly recovered: LocalCopy | null;
  readonly onReload: () => void;
  readonly onStarted: (result: CaseStarted) => void;
}

/** Where an application is filled; nothing of it is lost when the line or the browser goes. */
export function MatterDesk({ draft, recovered, onReload, onStarted }: MatterDeskProps) {
  const t = useText();
  const work = useMatterWork(draft, recovered, onStarted);
  const { status, keeper } = work.draft;
  return (
    <div className="task-desk narrow">
      <header className="task-head">
        <Link to="/start" aria-label={t('action.back')}>
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={t('action.back')}
            tabIndex={-1}
          />
        </Link>
        <div className="grow">
          <h1>{draft.matter.title}</h1>
          <div className="task-head-note">
            <span>{draft.matter.packageTitle}</span>
            <span>{t('matter.unsent')}</span>
          </div>
        </div>
        <DraftMark status={status} />
      </header>
      <div className="matter-form">
        {status.kind === 'conflict' && <ConflictNotice keeper={keeper} onTakeTheirs={onReload} />}
        {recovered !== null && status.kind !== 'conflict' && (
          <RecoveredNotice copy={recovered} onDrop={onReload} />
        )}
        <ProblemSummary problems={work.shownProblems} onGo={work.goTo} />
        <FormPane
          form={work.form}
          values={work.values}
          context={work.context}
          readOnly={false}
          showAll={work.attempted}
          problems={work.serverProblems}
          onChange={work.change}
        />
      </div>
      <footer className="decision-bar">
        <div className="decision-buttons">
          <Button icon={<SaveOutlined />} onClick={() => void work.saveNow()}>
            {t('decision.save')}
          </Button>
          <span className="grow performer">
            {work.missing > 0
              ? t('problems.missing', { count: work.missing })
              : work.wrong > 0
                ? t('problems.wrong', { count: work.wrong })
                : t('matter.ready')}
          </span>
          <Button
            type="primary"
            icon={<SendOutlined />}
            loading={work.sending.stage === 'sending'}
            onClick={() => work.submit()}
          >
            {t('matter.submit')}
          </Button>
        </div>
      </footer>
      {work.sending.stage === 'warnings' && (
        <WarningReasons
          warnings={work.sending.warnings}
          known={work.reasons}
          onGiven={(reasons) => work.submit(reasons)}
          onCancel={work.cancel}
        />
      )}
      <Modal
        open={['confirm', 'sending'].includes(work.sending.stage)}
        confirmLoading={work.sending.stage !== 'confirm'}
        cancelButtonProps={{ disabled: work.sending.stage === 'sending' }}
        closable={work.sending.stage !== 'sending'}
        keyboard={work.sending.stage !== 'sending'}
        maskClosable={false}
        okButtonProps={{ autoFocus: true }}
        title={t('matter.confirmTitle')}
        okText={t('matter.submit')}
        cancelText={t('confirm.back')}
        onOk={() => void work.send()}
        onCancel={work.cancel}
        width={480}
      >
        <p className="what-next">{t('matter.confirmDetail')}</p>
      </Modal>
    </div>
  );
}
