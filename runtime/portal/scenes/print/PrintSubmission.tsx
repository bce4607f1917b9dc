import { CloseOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { PaperMenu } from '../../components/PaperMenu';
import { ListSkeleton, Loaded } from '../../components/States';
import { ReadForm } from '../../forms/ReadForm';
import './print.css';

/** A submitted form alone, as it goes to paper. */
export function PrintSubmission() {
  const { submissionId = '' } = useParams();
  const t = useText();
  const { client } = useApi();
  const found = useQuery('getSubmission', { params: { submissionId } });
  const title = found.data === undefined ? '' : `${found.data.formTitle} ${found.data.caseNumber}`;
  useEffect(() => {
    if (title !== '') document.title = title;
  }, [title]);
  return (
    <div className="print-page">
      <div className="print-tools">
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('action.print')}
        </Button>
        <PaperMenu
          label={t('paper.download')}
          address={(format) =>
            client.address('printSubmission', { params: { submissionId }, query: { format } })
          }
        />
        <Button icon={<CloseOutlined />} onClick={() => window.close()}>
          {t('action.close')}
        </Button>
        <span className="muted">{t('print.help')}</span>
      </div>
      <Loaded query={found} skeleton={<ListSkeleton />}>
        {(data) => (
          <div className="sheet">
            <ReadForm submission={data} mode="print" />
          </div>
        )}
      </Loaded>
    </div>
  );
}
