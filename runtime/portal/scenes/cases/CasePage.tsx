import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { HourglassOutlined } from '@ant-design/icons';
import type { CaseDetail, SubmissionSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useMay } from '../../app/SessionProvider';
import { CaseStateTag } from '../../components/Marks';
import { Page } from '../../components/Page';
import { Loaded } from '../../components/States';
import { Timeline } from '../../components/Timeline';
import { CasePicture } from '../work/CaseSide';
import { CaseActions } from './CaseActions';
import { SubmissionDrawer } from './SubmissionDrawer';
import { SubmissionList } from './SubmissionList';
import './cases.css';

/** 办件: where a case stands, which way it took, what was said and handed in. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const found = useQuery('getCase', { params: { caseId } });
  return (
    <Loaded
      query={found}
      skeleton={
        <div className="page">
          <Skeleton active paragraph={{ rows: 10 }} />
        </div>
      }
    >
      {(data) => <CaseBody key={data.id} data={data} />}
    </Loaded>
  );
}

function CaseBody({ data }: { readonly data: CaseDetail }) {
  const t = useText();
  const mayReadHouseholds = useMay('household.read');
  const [open, setOpen] = useState<SubmissionSummary | null>(null);
  return (
    <Page
      back
      title={
        <>
          {data.title} <CaseStateTag of={data} />
        </>
      }
      note={
        <span className="dots">
          <span>{data.number}</span>
          <span>{data.unitName}</span>
          <span>
            {t('cases.started', { date: dateText(data.startedAt), name: data.initiatorName })}
          </span>
          <span>{t('case.version', { version: data.packageVersion })}</span>
        </span>
      }
      actions={
        <>
          {mayReadHouseholds && data.recordId !== null && (
            <Link to={`/households/${data.recordId}`}>
              <Button>{t('case.household')}</Button>
            </Link>
          )}
          <CaseActions data={data} />
        </>
      }
    >
      {data.suspended && <Alert type="warning" showIcon message={t('case.suspendedNote')} />}
      {!data.suspended && data.waitingFor !== null && (
        <div className="waiting-line">
          <HourglassOutlined /> {t('case.waiting', { who: data.waitingFor })}
        </div>
      )}
      {data.incidents.map((incident) => (
        <Alert
          key={incident.id}
          type="warning"
          showIcon
          message={t('case.incidentTitle')}
          description={
            <>
              {incident.message}{' '}
              <small className="error-code">{t('error.code', { code: incident.code })}</small>
            </>
          }
        />
      ))}
      <section className="panel">
        <h2>{t('case.picture')}</h2>
        <CasePicture caseId={data.id} tall />
      </section>
      <div className="case-columns">
        <section className="panel">
          <h2>{t('case.timeline')}</h2>
          <Timeline entries={data.timeline} />
        </section>
        <section className="panel">
          <h2>{t('case.forms')}</h2>
          <SubmissionList submissions={data.submissions} onOpen={setOpen} />
        </section>
      </div>
      <SubmissionDrawer submission={open} onClose={() => setOpen(null)} />
    </Page>
  );
}
