import { Skeleton, Tabs } from 'antd';
import { type ReactNode, Suspense, lazy, useState } from 'react';
import type { SubmissionSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { useMay } from '../../app/SessionProvider';
import { ListSkeleton, Loaded } from '../../components/States';
import { Timeline } from '../../components/Timeline';
import { SubmissionDrawer } from '../cases/SubmissionDrawer';
import { SubmissionList } from '../cases/SubmissionList';
import { HouseholdHead } from '../records/HouseholdHead';
import '../../components/picture-wait.css';

const ProcessPicture = lazy(async () => ({
  default: (await import('../../components/ProcessPicture')).ProcessPicture,
}));

interface Side {
  readonly tabs: ReadonlyArray<{
    readonly key: string;
    readonly label: string;
    readonly children: ReactNode;
  }>;
  readonly drawer: ReactNode;
}

/** What one looks at beside a form: 进度, 材料, 农户. */
export function useCaseSide(caseId: string): Side {
  const t = useText();
  const mayReadHouseholds = useMay('household.read');
  const found = useQuery('getCase', { params: { caseId } });
  const [open, setOpen] = useState<SubmissionSummary | null>(null);
  const recordId = found.data?.recordId ?? null;
  return {
    drawer: <SubmissionDrawer submission={open} onClose={() => setOpen(null)} />,
    tabs: [
      { key: 'progress', label: t('side.progress'), children: <Progress caseId={caseId} /> },
      {
        key: 'materials',
        label: t('side.materials'),
        children: (
          <Loaded query={found} skeleton={<ListSkeleton rows={3} />}>
            {(data) => <SubmissionList submissions={data.submissions} onOpen={setOpen} />}
          </Loaded>
        ),
      },
      ...(mayReadHouseholds
        ? [
            {
              key: 'household',
              label: t('side.household'),
              children:
                recordId === null ? (
                  <p className="muted">{found.data === undefined ? '' : t('side.noHousehold')}</p>
                ) : (
                  <HouseholdHead recordId={recordId} />
                ),
            },
          ]
        : []),
    ],
  };
}

function Progress({ caseId }: { readonly caseId: string }) {
  const found = useQuery('getCase', { params: { caseId } });
  return (
    <>
      <CasePicture caseId={caseId} />
      <Loaded query={found} skeleton={<ListSkeleton rows={4} />}>
        {(data) => <Timeline entries={data.timeline} />}
      </Loaded>
    </>
  );
}

export function CasePicture({
  caseId,
  tall = false,
}: {
  readonly caseId: string;
  readonly tall?: boolean;
}) {
  const diagram = useQuery('getCaseDiagram', { params: { caseId } });
  const waiting = <Skeleton.Node active className={tall ? 'picture-wait tall' : 'picture-wait'} />;
  return (
    <Loaded query={diagram} skeleton={waiting}>
      {(data) => (
        <Suspense fallback={waiting}>
          <ProcessPicture diagram={data} tall={tall} />
        </Suspense>
      )}
    </Loaded>
  );
}

export function CaseSide({ side }: { readonly side: Side }) {
  return (
    <>
      <Tabs items={[...side.tabs]} />
      {side.drawer}
    </>
  );
}
