import { DeleteOutlined, EditOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Popconfirm, Tag } from 'antd';
import { type ReactNode, memo, useCallback, useMemo, useRef, useState } from 'react';
import { type Field, type FieldState, describeFieldValue } from '../../form';
import { FieldFrame } from './FieldFrame';
import { FieldInput } from './FieldInput';
import { useFieldState, useFormView, useProblemCount, useValueAt } from './form-view-context';
import { useFormText } from './text';

/** Tables with more columns than this are shown in short, and a row is filled in a drawer. */
const INLINE_COLUMNS = 6;
const SUMMARY_COLUMNS = 7;

interface RowsProps {
  readonly field: Field;
  readonly path: string;
  /** Draws all fields of the row whose places begin with `prefix`. */
  readonly renderRow: (prefix: string) => ReactNode;
}

type Row = Readonly<Record<string, unknown>>;

const NO_ROWS: readonly Row[] = [];

function rowsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Row[]) : NO_ROWS;
}

function newRow(field: Field): Record<string, unknown> {
  return Object.fromEntries(
    field.children.flatMap((child) =>
      child.schema.default === undefined ? [] : [[child.key, child.schema.default]],
    ),
  );
}

/** A table of the form: filled in place when it is narrow, row by row in a drawer when it is wide; cards on a phone. */
export function Rows({ field, path, renderRow }: RowsProps) {
  const t = useFormText();
  const { session, mode } = useFormView();
  const rows = rowsOf(useValueAt(path));
  const state = useFieldState(path);
  const [open, setOpen] = useState<number | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const editable = mode === 'edit' && state.editable;
  const columns = useMemo(() => field.children.filter((child) => child.kind !== 'void'), [field]);
  const inline = columns.length <= INLINE_COLUMNS;
  const shown = useMemo(
    () => (inline ? columns : columns.slice(0, SUMMARY_COLUMNS)),
    [columns, inline],
  );

  const change = useCallback(
    (next: readonly unknown[]): void => {
      session.setRows(path, next);
      session.touch(path);
    },
    [session, path],
  );
  const add = (): void => {
    const current = rowsOf(session.valueAt(path));
    change([
      ...current.map((row) => ({ ...row })),
      { ...newRow(field), ...session.markOfNewRow(field) },
    ]);
    if (!inline) setOpen(current.length);
  };
  const remove = useCallback(
    (index: number): void => {
      setOpen(null);
      change(rowsOf(session.valueAt(path)).filter((_, at) => at !== index));
    },
    [change, session, path],
  );

  return (
    <FieldFrame field={field} path={path}>
      <div className={inline ? 'banshi-rows banshi-rows-inline' : 'banshi-rows'}>
        {rows.length === 0 ? <p className="banshi-empty">{t('noRows')}</p> : null}
        {rows.length === 0 ? null : (
          <table>
            <thead>
              <tr>
                <th className="banshi-row-number">#</th>
                {shown.map((column) => (
                  <th key={column.key}>
                    {column.title}
                    {inline && column.required && editable ? (
                      <span className="banshi-required">*</span>
                    ) : null}
                  </th>
                ))}
                {editable || !inline ? (
                  <th className="banshi-row-actions">
                    <span className="banshi-sr">{t('actions')}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <RowLine
                  key={index}
                  row={row}
                  index={index}
                  path={path}
                  columns={shown}
                  inline={inline}
                  editable={editable}
                  onOpen={setOpen}
                  onRemove={remove}
                />
              ))}
            </tbody>
          </table>
        )}
        {editable ? (
          <Button type="dashed" block icon={<PlusOutlined />} onClick={add}>
            {String(field.schema['x-component-props']?.['addText'] ?? t('add'))}
          </Button>
        ) : null}
      </div>
      <Drawer
        open={open !== null && open < rows.length}
        width="min(760px, 100vw)"
        title={`${field.title} · ${t('rowTitle', { number: (open ?? 0) + 1 })}`}
        destroyOnHidden
        afterOpenChange={(isOpen) => {
          if (isOpen && editable) focusFirst(body.current);
        }}
        onClose={() => setOpen(null)}
        footer={
          <div className="banshi-drawer-footer">
            <Button
              disabled={open === null || open === 0}
              onClick={() => setOpen((at) => (at ?? 1) - 1)}
            >
              {t('previous')}
            </Button>
            <Button
              disabled={open === null || open >= rows.length - 1}
              onClick={() => setOpen((at) => (at ?? 0) + 1)}
            >
              {t('next')}
            </Button>
            <Button type="primary" onClick={() => setOpen(null)}>
              {editable ? t('done') : t('close')}
            </Button>
          </div>
        }
      >
        {open === null ? null : (
          <div className="banshi-form" key={open} ref={body}>
            {renderRow(`${path}.${open}.`)}
          </div>
        )}
      </Drawer>
    </FieldFrame>
  );
}

interface RowLineProps {
  readonly row: Row;
  readonly index: number;
  /** The table's. */
  readonly path: string;
  readonly columns: readonly Field[];
  readonly inline: boolean;
  readonly editable: boolean;
  readonly onOpen: (index: number) => void;
  readonly onRemove: (index: number) => void;
}

/** One row as the table shows it; drawn again only when something in it changes. */
const RowLine = memo(function RowLine(props: RowLineProps) {
  const { row, index, path, columns, inline, editable, onOpen, onRemove } = props;
  const t = useFormText();
  const openWord = editable ? t('edit') : t('view');
  return (
    <tr>
      <td className="banshi-row-number">{index + 1}</td>
      {columns.map((column) => (
        <td key={column.key} data-title={column.title}>
          {inline ? (
            <InlineCell column={column} path={`${path}.${index}.${column.key}`} />
          ) : (
            <SummaryCell column={column} row={row} />
          )}
        </td>
      ))}
      {editable || !inline ? (
        <td className="banshi-row-actions">
          {inline ? null : (
            <Button
              size="small"
              type="link"
              icon={editable ? <EditOutlined /> : <EyeOutlined />}
              aria-label={`${openWord} ${index + 1}`}
              onClick={() => onOpen(index)}
            >
              {openWord}
            </Button>
          )}
          <RowProblems path={`${path}.${index}`} />
          {editable ? (
            <Popconfirm
              title={t('removeRow', { number: index + 1 })}
              okText={t('remove')}
              cancelText={t('cancel')}
              onConfirm={() => onRemove(index)}
            >
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t('remove')} ${index + 1}`}
              />
            </Popconfirm>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
});

/** Puts the cursor into the first field, unless the person has begun to fill one while the drawer was still opening. */
function focusFirst(around: HTMLElement | null): void {
  if (around === null || around.contains(document.activeElement)) return;
  around.querySelector<HTMLElement>('input, textarea')?.focus();
}

function InlineCell({ column, path }: { readonly column: Field; readonly path: string }) {
  const state: FieldState = useFieldState(path);
  if (!state.visible) return null;
  return (
    <FieldFrame field={column} path={path} bare>
      <FieldInput field={column} path={path} />
    </FieldFrame>
  );
}

function SummaryCell({
  column,
  row,
}: {
  readonly column: Field;
  readonly row: Readonly<Record<string, unknown>>;
}) {
  const { context } = useFormView();
  return <>{describeFieldValue(column, row[column.key], context)}</>;
}

function RowProblems({ path }: { readonly path: string }) {
  const t = useFormText();
  const places = useMemo(() => [path], [path]);
  const count = useProblemCount(places);
  return count === 0 ? null : <Tag color="error">{t('problems', { count })}</Tag>;
}
