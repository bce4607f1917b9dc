import { Skeleton } from 'antd';
import { useParams } from 'react-router-dom';
import { useQuery } from '../../api/use-query';
import { Loaded } from '../../components/States';
import { HouseholdFile } from './HouseholdFile';
import { Page } from '../../components/Page';

/** 一户一档 as a page. */
export function HouseholdPage() {
  const { recordId = '' } = useParams();
  const found = useQuery('getDossier', { params: { recordId } });
  return (
    <Loaded
      query={found}
      skeleton={
        <div className="page">
          <Skeleton active paragraph={{ rows: 10 }} />
        </div>
      }
    >
      {(data) => (
        <Page back title={data.label} note={`${data.unitPath} · ${data.number}`}>
          <HouseholdFile key={data.id} data={data} />
        </Page>
      )}
    </Loaded>
  );
}
