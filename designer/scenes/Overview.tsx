import { Button, Card, Empty, Popconfirm, Skeleton, Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { PackageFile } from '../../runtime/contract';
import { call } from '../api/client';
import { useDraft } from '../api/draft-context';
import { problemPage } from '../api/problem-place';
import { ProblemList } from '../components/ProblemList';
import { t } from '../text';
import { StepTable } from './StepTable';

const CHANGE_COLORS = { added: 'green', changed: 'gold', removed: 'red', none: 'default' } as const;
const COUNTED = [
  ['form', 'forms'],
  ['process', 'processes'],
  ['dictionary', 'dictionaries'],
  ['ledger', 'ledgers'],
  ['scenario', 'scenarios'],
] as const;

/** What the package holds, how its steps and forms hang together, what is wrong and what the draft changes. */
export function Overview({ onDiscarded }: { readonly onDiscarded: () => void }) {
  const { draft } = useDraft();
  const { content, problems, loaded } = draft;
  const count = (kind: PackageFile['kind']): number =>
    content.files.filter((file) => file.kind === kind && file.change !== 'removed').length;
  const changed = content.files.filter((file) => file.change !== 'none');
  return (
    <div className="page">
      <Card title={content.title}>
        <p>{loaded?.manifest.description}</p>
        <p className="muted">
          {loaded === null
            ? null
            : t('issuedBy', { issuer: loaded.manifest.issuer, date: loaded.manifest.issuedOn })}
        </p>
        <ul className="figures">
          {COUNTED.map(([kind, label]) => (
            <li key={kind}>
              <strong>{count(kind)}</strong> {t(label)}
            </li>
          ))}
        </ul>
      </Card>
      <Card
        title={t('stepDifferences')}
        extra={
          <Popconfirm
            title={t('discardConfirm')}
            okText={t('discardDraft')}
            okButtonProps={{ danger: true }}
            cancelText={t('cancel')}
            onConfirm={() =>
              void call('discardDraft', { params: { packageKey: content.key } }).then(onDiscarded)
            }
          >
            <Button danger disabled={changed.length === 0}>
              {t('discardDraft')}
            </Button>
          </Popconfirm>
        }
      >
        {changed.length === 0 ? (
          <p className="muted">{t('noDifferencesHelp')}</p>
        ) : (
          <ul className="plain-list">
            {changed.map((file) => (
              <li key={file.path}>
                <ChangedFile file={file} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={problems === null ? t('checking') : t('problems', { count: problems.length })}>
        {problems === null ? <Skeleton active /> : null}
        {problems?.length === 0 ? <p className="muted">{t('noProblemsHelp')}</p> : null}
        {problems !== null && problems.length > 0 ? <ProblemList problems={problems} /> : null}
      </Card>
      {loaded === null ? (
        <Empty description={t('stepsLater')} />
      ) : (
        [...loaded.deployment.processes.values()].map((process) => (
          <StepTable key={process.id} process={process} loaded={loaded} packageKey={content.key} />
        ))
      )}
    </div>
  );
}

function ChangedFile({ file }: { readonly file: PackageFile }) {
  const { draft } = useDraft();
  const page = problemPage(draft.content.key, { at: file.path });
  return (
    <>
      <Tag color={CHANGE_COLORS[file.change]}>{file.change === 'none' ? '' : t(file.change)}</Tag>
      {page === null || file.change === 'removed' ? (
        file.title
      ) : (
        <Link to={page}>{file.title}</Link>
      )}
    </>
  );
}
