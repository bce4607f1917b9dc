import { DownloadOutlined, FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { App, Button, Progress, Result, Table, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import type { ImportView } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { Page } from '../../components/Page';
import { ErrorState, useErrorText } from '../../components/States';
import './import.css';

const ASK_AGAIN_MS = 700;
const UNDER_WAY: readonly ImportView['state'][] = ['checking', 'writing', 'showing'];

/** 批量导入: a template to fill, the filled file, and what becomes of it. */
export function ImportPage() {
  const t = useText();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { packageKey = '', processId = '', startEventId = '' } = useParams();
  const params = { packageKey, processId, startEventId };
  const matters = useQuery('listMatters');
  const lists = useQuery('listImports');
  const [chosen, choose] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  // Whoever comes back to the page finds the list that is still under way.
  const underWay = lists.data?.find(({ state }) => UNDER_WAY.includes(state));
  const shownId = chosen ?? underWay?.id ?? null;
  const title = (matters.data ?? []).find((one) => one.startEventId === startEventId)?.title ?? '';

  const send = async (file: File): Promise<void> => {
    setSending(true);
    try {
      choose((await client.upload(file, 'startImport', { params })).id);
      cache.invalidate(['listImports']);
    } catch (error) {
      void message.error(errorText(error).detail);
    } finally {
      setSending(false);
    }
  };

  return (
    <Page back title={`${t('import.title')}　${title}`} note={t('import.note')}>
      {shownId === null ? (
        <>
          <section className="panel import-step">
            <div className="grow">
              <h2>{t('import.first')}</h2>
              <p className="muted">{t('import.firstDetail')}</p>
            </div>
            <Button
              size="large"
              icon={<DownloadOutlined />}
              href={client.address('getListTemplate', { params })}
              download
            >
              {t('import.template')}
            </Button>
          </section>
          <section className="panel import-upload">
            <h2>{t('import.second')}</h2>
            <p className="muted">{t('import.secondDetail')}</p>
            <Upload.Dragger
              accept=".xlsx"
              maxCount={1}
              showUploadList={false}
              disabled={sending}
              beforeUpload={(file) => {
                void send(file);
                return false;
              }}
            >
              <p className="import-icon">
                <InboxOutlined />
              </p>
              <p>{t('import.drop')}</p>
            </Upload.Dragger>
          </section>
        </>
      ) : (
        <ImportProgress importId={shownId} onAgain={() => choose(null)} />
      )}
      <EarlierLists lists={lists.data ?? []} onChoose={choose} />
    </Page>
  );
}

/** One list: how far it is, what is wrong with it, or that all is there. */
function ImportProgress({
  importId,
  onAgain,
}: {
  readonly importId: string;
  readonly onAgain: () => void;
}) {
  const t = useText();
  const { cache } = useApi();
  const navigate = useNavigate();
  const found = useQuery('getImport', { params: { importId } });
  const { data, error, reload } = found;
  const isUnderWay = data === undefined || UNDER_WAY.includes(data.state);
  useEffect(() => {
    if (!isUnderWay) {
      cache.invalidate(['listImports', 'listMatterDrafts', 'getToday']);
      return undefined;
    }
    const timer = setInterval(reload, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cache, isUnderWay, reload]);

  const again = <Button onClick={onAgain}>{t('import.again')}</Button>;
  // A line that drops for a moment is asked again by the timer.
  if (data === undefined && error !== undefined && error !== null)
    return <ErrorState error={error} onRetry={reload} />;
  if (data === undefined || isUnderWay) return <UnderWay list={data} />;
  if (data.state === 'done') {
    return (
      <section className="panel">
        <Result
          status="success"
          title={t('import.done', { rows: data.rows })}
          subTitle={t('import.doneDetail')}
          extra={[
            <Button key="drafts" type="primary" onClick={() => void navigate('/start')}>
              {t('import.toDrafts')}
            </Button>,
            <span key="again">{again}</span>,
          ]}
        />
      </section>
    );
  }
  if (data.state === 'failed') {
    return (
      <section className="panel">
        <Result
          status="error"
          title={t('import.failed')}
          subTitle={t('import.failedDetail')}
          extra={again}
        />
      </section>
    );
  }
  return <Mistakes list={data} again={again} />;
}

function UnderWay({ list }: { readonly list: ImportView | undefined }) {
  const t = useText();
  const { state = 'checking', rows = 0, progress = 0 } = list ?? {};
  const isReading = state === 'checking' && rows === 0;
  const words = isReading
    ? t('import.reading')
    : state === 'checking'
      ? t('import.checking', { progress })
      : t('import.writing');
  return (
    <section className="panel import-progress" aria-live="polite">
      <h2>{words}</h2>
      <Progress
        percent={isReading ? 0 : Math.floor((100 * progress) / Math.max(1, rows))}
        status="active"
        aria-label={words}
      />
      <p className="muted">{t('import.leave')}</p>
    </section>
  );
}

function Mistakes({ list, again }: { readonly list: ImportView; readonly again: React.ReactNode }) {
  const t = useText();
  const { problems, problemCount } = list;
  return (
    <section className="panel import-mistakes">
      <div className="import-step">
        <div className="grow">
          <h2 role="alert">{t('import.refused', { count: problemCount })}</h2>
          <p className="muted">
            {t('import.refusedDetail')}
            {problemCount > problems.length && t('import.more', { shown: problems.length })}
          </p>
        </div>
        {again}
      </div>
      <Table
        size="small"
        rowKey="key"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={problems.map((problem, key) => ({ ...problem, key }))}
        columns={[
          {
            title: t('import.place'),
            width: '40%',
            render: (_, { sheet, row, column }: ImportView['problems'][number]) =>
              [sheet, row === null ? '' : t('import.row', { row }), column ?? '']
                .filter((part) => part !== '')
                .join(' · '),
          },
          { title: t('import.problem'), dataIndex: 'message' },
        ]}
      />
    </section>
  );
}

function EarlierLists({
  lists,
  onChoose,
}: {
  readonly lists: readonly ImportView[];
  readonly onChoose: (importId: string) => void;
}) {
  const t = useText();
  if (lists.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('import.earlier')}</h2>
      <ul className="plain-list">
        {lists.map((list) => (
          <li key={list.id}>
            <button
              type="button"
              className="list-link import-earlier"
              onClick={() => onChoose(list.id)}
            >
              <FileExcelOutlined className="muted" />
              <span className="grow">
                {list.fileName}
                <span className="muted"> · {list.matter}</span>
              </span>
              <span>
                {t(`import.state.${list.state}`, { rows: list.rows, count: list.problemCount })}
              </span>
              <span className="muted small">{dateTimeText(list.createdAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
