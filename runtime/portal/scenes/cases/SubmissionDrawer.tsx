import { PrinterOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import type { SubmissionSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { ListSkeleton, Loaded } from '../../components/States';
import { ReadForm } from '../../forms/ReadForm';

interface SubmissionDrawerProps {
  readonly submission: SubmissionSummary | null;
  readonly onClose: () => void;
}

/** An earlier form beside what one is filling; the screen under it stays usable. */
export function SubmissionDrawer({ submission, onClose }: SubmissionDrawerProps) {
  const t = useText();
  const found = useQuery(
    'getSubmission',
    submission === null ? null : { params: { submissionId: submission.id } },
  );
  return (
    <Drawer
      open={submission !== null}
      onClose={onClose}
      mask={false}
      width="min(720px, 100vw)"
      rootClassName="beside"
      title={submission?.formTitle}
      extra={
        submission !== null && (
          <Button
            icon={<PrinterOutlined />}
            href={`/print/submissions/${submission.id}`}
            target="_blank"
          >
            {t('action.print')}
          </Button>
        )
      }
    >
      {submission !== null && (
        <Loaded query={found} skeleton={<ListSkeleton />}>
          {(data) => (
            <>
              <p className="muted small">
                {data.submittedBy} · {dateTimeText(data.submittedAt)} · {data.caseNumber}
              </p>
              <ReadForm submission={data} mode="read" />
            </>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}
