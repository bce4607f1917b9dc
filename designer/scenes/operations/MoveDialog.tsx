import { Alert, Checkbox, Form, Select, Space } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { ReasonDialog } from './ReasonDialog';
import { kindTitle, words } from './words';

interface MoveDialogProps {
  readonly detail: OperatorCaseDetail;
  readonly onCancel: () => void;
  readonly onDone: (detail: OperatorCaseDetail) => void;
}

type Place = 'startBefore' | 'startAfter';

/** Takes a case to other steps by hand: what runs now stops, what is chosen begins, all of it or nothing. */
export function MoveDialog({ detail, onCancel, onDone }: MoveDialogProps) {
  const { activities, startable } = detail;
  const leaves = activities.filter((one) => !activities.some((inner) => inner.parent === one.id));
  const [stopped, setStopped] = useState<readonly string[]>(
    leaves.length === 1 ? leaves.map((one) => one.id) : [],
  );
  const [begun, setBegun] = useState<readonly string[]>([]);
  const [place, setPlace] = useState<Place>('startBefore');
  const leavesNothing = begun.length === 0 && stopped.length === leaves.length;
  const names = (
    ids: readonly string[],
    of: readonly { readonly name: string; readonly key: string }[],
  ): string =>
    of
      .filter(({ key }) => ids.includes(key))
      .map(({ name }) => name)
      .join('、');
  const move = async (reason: string): Promise<void> => {
    const instructions = [
      ...begun.map((elementId) => ({ type: place, elementId })),
      ...stopped.map((activityId) => ({ type: 'cancelActivity' as const, activityId })),
    ];
    onDone(
      await call('modifyCase', { params: { caseId: detail.id }, body: { instructions, reason } }),
    );
  };
  return (
    <ReasonDialog
      title={words('move')}
      help={words('moveHelp')}
      width={640}
      isReady={begun.length + stopped.length > 0 && !leavesNothing}
      onCancel={onCancel}
      onGive={move}
    >
      <Form layout="vertical">
        <Form.Item label={words('moveStop')}>
          <Checkbox.Group
            value={[...stopped]}
            onChange={(ids) => setStopped(ids.map(String))}
            options={leaves.map((one) => ({
              value: one.id,
              label: (
                <Space size={6}>
                  <span>{one.index === null ? one.name : `${one.name} #${one.index + 1}`}</span>
                  <span className="muted">{one.assigneeName ?? kindTitle(one.kind)}</span>
                </Space>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item label={words('moveStart')} htmlFor="ops-begin">
          <Space.Compact block>
            <Select
              aria-label={words('moveWhere')}
              className="ops-where"
              value={place}
              options={[
                { value: 'startBefore', label: words('moveBefore') },
                { value: 'startAfter', label: words('moveAfter') },
              ]}
              onChange={setPlace}
            />
            <Select
              id="ops-begin"
              mode="multiple"
              className="ops-steps"
              optionFilterProp="label"
              placeholder={words('moveChoose')}
              value={[...begun]}
              options={startable.map((one) => ({
                value: one.elementId,
                label: `${one.name}（${kindTitle(one.kind)}）`,
              }))}
              onChange={(ids: string[]) => setBegun(ids)}
            />
          </Space.Compact>
        </Form.Item>
        {leavesNothing ? (
          <Alert type="warning" showIcon message={words('moveNothing')} />
        ) : begun.length + stopped.length === 0 ? null : (
          <Alert
            type="info"
            showIcon
            message={words('moveSummary', {
              stop:
                names(
                  stopped,
                  leaves.map(({ id, name }) => ({ key: id, name })),
                ) || '—',
              start:
                names(
                  begun,
                  startable.map(({ elementId, name }) => ({ key: elementId, name })),
                ) || '—',
            })}
          />
        )}
      </Form>
    </ReasonDialog>
  );
}
