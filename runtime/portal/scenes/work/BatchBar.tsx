import { Button } from 'antd';
import { useState } from 'react';
import type { TaskSummary } from '../../../contract';
import { useText } from '../../app/preferences';
import { BatchDialog } from './BatchDialog';
import './batch.css';

/** 批量办理: how many tasks are chosen, and the way to decide them alike. */
export function BatchBar({
  chosen,
  onDone,
}: {
  readonly chosen: readonly TaskSummary[];
  readonly onDone: () => void;
}) {
  const t = useText();
  // Those that are done leave the list, but not the dialog that says so.
  const [deciding, setDeciding] = useState<readonly TaskSummary[] | null>(null);
  const [first] = chosen;
  return (
    <div className="batch-bar" role="group" aria-label={t('batch.start')}>
      <span className="grow">
        {first === undefined
          ? t('batch.none')
          : t('batch.chosen', { count: chosen.length, step: first.name })}
      </span>
      <Button type="primary" disabled={first === undefined} onClick={() => setDeciding(chosen)}>
        {t('batch.decide')}
      </Button>
      {deciding !== null && (
        <BatchDialog
          tasks={deciding}
          onClose={(isDone) => {
            setDeciding(null);
            if (isDone) onDone();
          }}
        />
      )}
    </div>
  );
}
