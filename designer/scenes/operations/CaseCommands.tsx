import { Button, Space } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { MoveDialog } from './MoveDialog';
import { ReasonDialog } from './ReasonDialog';
import { words } from './words';

interface CaseCommandsProps {
  readonly detail: OperatorCaseDetail;
  readonly onDone: (detail: OperatorCaseDetail) => void;
}

type Asking = 'none' | 'hold' | 'move' | 'terminate';

/** What an operator may do to an open case: hold it or let it go on, move it, end it. */
export function CaseCommands({ detail, onDone }: CaseCommandsProps) {
  const [asking, setAsking] = useState<Asking>('none');
  const close = (): void => setAsking('none');
  const done = (after: OperatorCaseDetail): void => {
    close();
    onDone(after);
  };
  const isHeld = detail.suspendedAt !== null;
  const params = { caseId: detail.id };
  return (
    <Space>
      <Button onClick={() => setAsking('hold')}>{words(isHeld ? 'resume' : 'suspend')}</Button>
      <Button disabled={isHeld} onClick={() => setAsking('move')}>
        {words('move')}
      </Button>
      <Button danger onClick={() => setAsking('terminate')}>
        {words('terminate')}
      </Button>
      {asking === 'hold' ? (
        <ReasonDialog
          title={words(isHeld ? 'resume' : 'suspend')}
          help={words(isHeld ? 'resumeHelp' : 'holdHelp')}
          onCancel={close}
          onGive={async (reason) =>
            done(await call(isHeld ? 'resumeCase' : 'suspendCase', { params, body: { reason } }))
          }
        />
      ) : null}
      {asking === 'move' ? <MoveDialog detail={detail} onCancel={close} onDone={done} /> : null}
      {asking === 'terminate' ? (
        <ReasonDialog
          isDanger
          title={words('terminate')}
          help={words('terminateHelp')}
          onCancel={close}
          onGive={async (reason) => done(await call('terminateCase', { params, body: { reason } }))}
        />
      ) : null}
    </Space>
  );
}
