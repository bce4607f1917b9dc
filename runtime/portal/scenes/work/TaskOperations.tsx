import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { TaskCompleted, TaskDetail } from '../../../contract';
import { useText } from '../../app/preferences';
import { OperationDialog } from './OperationDialog';
import { type OperationKind, operationsOffered } from './task-operation';

/** What one may do with a task besides deciding it: 退回, 转办, 委派, 加签. */
export function TaskOperations({
  task,
  onDone,
}: {
  readonly task: TaskDetail;
  readonly onDone: (result: TaskCompleted) => void;
}) {
  const t = useText();
  const [chosen, setChosen] = useState<OperationKind | null>(null);
  const offered = operationsOffered(task);
  if (offered.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          items: offered.map((kind) => ({ key: kind, label: t(`operation.${kind}`) })),
          onClick: ({ key }) => setChosen(offered.find((kind) => kind === key) ?? null),
        }}
      >
        <Button icon={<EllipsisOutlined />}>{t('operation.more')}</Button>
      </Dropdown>
      {chosen !== null && (
        <OperationDialog
          key={chosen}
          task={task}
          kind={chosen}
          onDone={onDone}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
