import { Table, Tabs } from 'antd';
import { useState } from 'react';
import type { Dossier, SubmissionSummary } from '../../../contract';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { ToneTag } from '../../components/Marks';
import { EmptyState } from '../../components/States';
import { CaseRow } from '../cases/MyCases';
import { SubmissionDrawer } from '../cases/SubmissionDrawer';
import { SubmissionList } from '../cases/SubmissionList';
import { HouseholdFields } from './HouseholdFields';
import { LifeLine } from './LifeLine';
import '../cases/cases.css';
import './records.css';

/** One household's whole file: head, life line, family, forms, changes. */
export function HouseholdFile({ data }: { readonly data: Dossier }) {
  const t = useText();
  const [open, setOpen] = useState<SubmissionSummary | null>(null);
  const count = (text: string, number: number) => (number === 0 ? text : `${text} ${number}`);
  return (
    <>
      <section className="panel household-facts">
        <div className="household-tags">
          <ToneTag tone={data.tone}>{data.status}</ToneTag>
          {data.category !== null && <ToneTag tone="info">{data.category}</ToneTag>}
        </div>
        <HouseholdFields data={data} />
      </section>
      <Tabs
        className="household-tabs"
        items={[
          { key: 'overview', label: t('household.overview'), children: <Overview data={data} /> },
          {
            key: 'members',
            label: count(t('household.members'), data.members.length),
            children: <Members data={data} />,
          },
          {
            key: 'forms',
            label: count(
              t('household.forms'),
              data.submissions.filter((one) => one.current).length,
            ),
            children: (
              <section className="panel">
                <SubmissionList submissions={data.submissions} onOpen={setOpen} />
              </section>
            ),
          },
          { key: 'history', label: t('household.history'), children: <History data={data} /> },
        ]}
      />
      <SubmissionDrawer submission={open} onClose={() => setOpen(null)} />
    </>
  );
}

function Overview({ data }: { readonly data: Dossier }) {
  const t = useText();
  return (
    <div className="case-columns">
      <section className="panel">
        <h2>{t('household.lifeLine')}</h2>
        <LifeLine data={data} />
      </section>
      <section className="panel">
        <h2>{t('household.cases')}</h2>
        {data.cases.length === 0 && <p className="muted pad">{t('household.noCases')}</p>}
        <ul className="case-list bare">
          {data.cases.map((one) => (
            <li key={one.id}>
              <CaseRow summary={one} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Members({ data }: { readonly data: Dossier }) {
  const t = useText();
  if (data.members.length === 0) return <EmptyState title={t('household.noMembers')} />;
  return (
    <Table
      size="small"
      className="dense"
      rowKey={(row) => Object.values(row).join('|')}
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={data.members}
      columns={data.memberColumns.map((column) => ({
        title: column.title,
        dataIndex: column.key,
        key: column.key,
      }))}
    />
  );
}

function History({ data }: { readonly data: Dossier }) {
  const t = useText();
  if (data.revisions.length === 0) return <EmptyState title={t('household.noHistory')} />;
  return (
    <ol className="revisions">
      {[...data.revisions].reverse().map((revision) => (
        <li key={revision.revision} className="panel revision">
          <header>
            <strong>{t('household.revision', { number: revision.revision })}</strong>
            <ToneTag tone="info">{revision.status}</ToneTag>
            <span className="muted small">
              {revision.actorName} · {dateTimeText(revision.at)}
              {revision.caseNumber !== null && ` · ${revision.caseNumber}`}
            </span>
          </header>
          <table className="changes">
            <thead>
              <tr>
                <th>{t('household.what')}</th>
                <th>{t('household.before')}</th>
                <th>{t('household.after')}</th>
              </tr>
            </thead>
            <tbody>
              {revision.changes.map((change) => (
                <tr key={change.path}>
                  <td>{change.title}</td>
                  <td className="muted">{change.before ?? t('household.nothing')}</td>
                  <td>{change.after ?? t('household.nothing')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
      ))}
    </ol>
  );
}
