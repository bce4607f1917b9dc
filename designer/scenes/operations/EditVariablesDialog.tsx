import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, AutoComplete, Button, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail, VariableEdit } from '../../../runtime/contract';
import { words } from './words';

type ValueType = OperatorCaseDetail['variables'][number]['type'];

interface Row {
  readonly path: string;
  readonly type: ValueType;
  readonly text: string;
}

interface EditVariablesDialogProps {
  readonly detail: OperatorCaseDetail;
  /** The variable to begin with; empty for none. */
  readonly path: string;
  readonly okText: string;
  readonly onCancel: () => void;
  readonly onEdit: (edits: readonly VariableEdit[], reason: string) => Promise<void>;
}

const TYPES: readonly ValueType[] = ['text', 'number', 'boolean', 'other'];
const MIN_REASON = 5;

/** @returns undefined when the text is no value of the type */
function valueOf({ type, text }: Row): { readonly value: unknown } | undefined {
  if (type === 'text') return { value: text };
  if (type === 'number') {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? undefined : { value: number };
  }
  if (type === 'boolean') {
    const known: Readonly<Record<string, boolean>> = {
      true: true,
      false: false,
      是: true,
      否: false,
    };
    const value = known[text.trim()];
    return value === undefined ? undefined : { value };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Not JSON: the row says so.
    return undefined;
  }
}

/** Changes some values of a case, each by its path, with the reason. */
export function EditVariablesDialog(props: EditVariablesDialogProps) {
  const { detail, path, okText, onCancel, onEdit } = props;
  const known = detail.variables.filter((one) => one.scope === '0');
  const rowOf = (one: string): Row => {
    const leaf = known.find((variable) => variable.path === one);
    const text = leaf === undefined || leaf.masked ? '' : leaf.text;
    return { path: one, type: leaf?.type ?? 'text', text };
  };
  const [rows, setRows] = useState<readonly Row[]>([rowOf(path)]);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const put = (index: number, row: Row): void =>
    setRows(rows.map((one, place) => (place === index ? row : one)));
  const save = async (): Promise<void> => {
    const named = rows.filter((row) => row.path.trim() !== '');
    const wrong = named.find((row) => valueOf(row) === undefined);
    if (wrong !== undefined) {
      setFailure(words('badValue', { path: wrong.path, type: words(`type.${wrong.type}`) }));
      return;
    }
    setSaving(true);
    setFailure(null);
    try {
      const edits = named.map((row) => ({ path: row.path.trim(), value: valueOf(row)?.value }));
      await onEdit(edits, reason.trim());
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setSaving(false);
    }
  };
  const isExplained = [...reason.trim()].length >= MIN_REASON;
  return (
    <Modal
      open
      width={760}
      title={words('editVariables')}
      okText={okText}
      cancelText={words('cancel')}
      confirmLoading={saving}
      okButtonProps={{ disabled: !isExplained }}
      onOk={() => void save()}
      onCancel={onCancel}
    >
      {failure === null ? null : <Alert type="error" showIcon message={failure} />}
      <Form layout="vertical" className="ops-edits">
        {rows.map((row, index) => (
          <Space key={index} align="start" className="ops-edit">
            <AutoComplete
              aria-label={words('path')}
              placeholder={words('path')}
              className="ops-path"
              value={row.path}
              options={known.map((one) => ({ value: one.path }))}
              filterOption={(typed, option) => (option?.value ?? '').includes(typed)}
              onChange={(one: string) => put(index, { ...rowOf(one), path: one })}
            />
            <Select
              aria-label={words('type')}
              className="ops-narrow"
              value={row.type}
              options={TYPES.map((type) => ({ value: type, label: words(`type.${type}`) }))}
              onChange={(type: ValueType) => put(index, { ...row, type })}
            />
            <Input
              aria-label={words('newValue')}
              placeholder={words('newValue')}
              value={row.text}
              onChange={(event) => put(index, { ...row, text: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={words('removeEdit')}
              disabled={rows.length === 1}
              onClick={() => setRows(rows.filter((_, place) => place !== index))}
            />
          </Space>
        ))}
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => setRows([...rows, rowOf('')])}>
          {words('addEdit')}
        </Button>
        <Form.Item label={words('reason')} extra={words('reasonHelp')} htmlFor="ops-reason">
          <Input.TextArea
            id="ops-reason"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
