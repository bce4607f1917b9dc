import { FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Switch, Tooltip } from 'antd';
import { useState } from 'react';
import type { SubmissionSummary } from '../../../contract';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { EmptyState } from '../../components/States';
import './cases.css';

interface SubmissionListProps<T extends SubmissionSummary> {
  readonly submissions: readonly T[];
  readonly onOpen: (submission: T) => void;
}

/** The forms of a case in order; each opens beside what one is doing, and prints. */
export function SubmissionList<T extends SubmissionSummary>({
  submissions,
  onOpen,
}: SubmissionListProps<T>) {
  const t = useText();
  const [all, setAll] = useState(false);
  const old = submissions.filter((one) => !one.current).length;
  if (submissions.length === 0) return <EmptyState title={t('materials.none')} />;
  return (
    <>
      {old > 0 && (
        <label className="old-versions">
          <Switch size="small" checked={all} onChange={setAll} />{' '}
          {t('materials.old', { count: old })}
        </label>
      )}
      <ol className="materials">
        {submissions
          .filter((one) => all || one.current)
          .map((one) => (
            <li key={one.id} className={one.current ? 'material' : 'material old'}>
              <button type="button" className="material-open" onClick={() => onOpen(one)}>
                <FileTextOutlined />
                <span className="grow">
                  <span className="material-title">
                    {one.annex !== null && <span className="annex">{one.annex}</span>}{' '}
                    {one.formTitle}
                    {!one.current && (
                      <span className="muted">
                        {' '}
                        {t('materials.version', { version: one.version })}
                      </span>
                    )}
                  </span>
                  <span className="muted small">
                    {one.submittedBy} · {dateTimeText(one.submittedAt)}
                  </span>
                </span>
              </button>
              <Tooltip title={t('action.print')}>
                <Button
                  type="text"
                  icon={<PrinterOutlined />}
                  aria-label={t('materials.print', { title: one.formTitle })}
                  href={`/print/submissions/${one.id}`}
                  target="_blank"
                />
              </Tooltip>
            </li>
          ))}
      </ol>
    </>
  );
}
