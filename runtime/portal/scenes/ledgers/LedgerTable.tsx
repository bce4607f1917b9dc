import { Table } from 'antd';
import type { ColumnType, ColumnsType } from 'antd/es/table';
import type { LedgerColumn, LedgerPage } from '../../../contract';
import { useText } from '../../app/preferences';
import { EmptyState } from '../../components/States';
import { cellText } from './cell-text';
import './ledgers.css';

export interface LedgerView {
  readonly page: number;
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: string | undefined;
  readonly direction: 'asc' | 'desc';
}

type Row = LedgerPage['items'][number];

interface LedgerTableProps {
  readonly data: LedgerPage;
  readonly view: LedgerView;
  readonly loading: boolean;
  readonly onView: (view: LedgerView) => void;
  readonly onOpen: (recordId: string) => void;
}

const numeric = ['integer', 'money', 'percent'];

/** The sheet itself: head and first columns stay, filters in the head, totals at the foot. */
export function LedgerTable({ data, view, loading, onView, onOpen }: LedgerTableProps) {
  const t = useText();
  const columnOf = (column: LedgerColumn, index: number): ColumnType<Row> => ({
    key: column.key,
    title: column.title,
    width: column.width ?? defaultWidth(column),
    align: numeric.includes(column.type) ? 'right' : 'left',
    className: column.type === 'text' ? '' : 'numbers',
    ...(index < 3 ? { fixed: 'left' as const } : {}),
    sorter: true,
    sortOrder: view.sort === column.key ? (view.direction === 'asc' ? 'ascend' : 'descend') : null,
    render: (_, row) => cellText(column.type, row.cells[column.key] ?? null),
    ...(column.filterable
      ? {
          filters: (data.facets[column.key] ?? []).map((value) => ({ text: value, value })),
          filterMultiple: false,
          filterSearch: (data.facets[column.key] ?? []).length > 8,
          filteredValue:
            view.filters[column.key] === undefined ? null : [view.filters[column.key] ?? ''],
        }
      : {}),
  });
  return (
    <div className="ledger-sheet">
      <h2 className="ledger-header">{data.header}</h2>
      <Table<Row>
        rowKey="recordId"
        size="small"
        bordered
        className="dense clickable"
        columns={grouped(data.columns, columnOf)}
        dataSource={[...data.items]}
        loading={loading}
        scroll={{ x: 'max-content', y: 'calc(100vh - 330px)' }}
        locale={{
          emptyText: <EmptyState title={t('ledger.none')} detail={t('ledger.noneDetail')} />,
        }}
        onRow={(row) => ({
          onClick: () => onOpen(row.recordId),
          tabIndex: 0,
          onKeyDown: (event) => {
            if (event.key === 'Enter') onOpen(row.recordId);
          },
        })}
        onChange={(pagination, filters, sorter) => {
          const [sorted] = Array.isArray(sorter) ? sorter : [sorter];
          const chosen = Object.entries(filters).flatMap(([key, value]) =>
            value?.[0] === undefined ? [] : [[key, String(value[0])] as const],
          );
          onView({
            page: pagination.current ?? 1,
            filters: Object.fromEntries(chosen),
            sort:
              sorted?.order === undefined || sorted.order === null
                ? undefined
                : String(sorted.columnKey),
            direction: sorted?.order === 'descend' ? 'desc' : 'asc',
          });
        }}
        pagination={{
          current: data.page,
          pageSize: data.pageSize,
          total: data.total,
          hideOnSinglePage: true,
          showSizeChanger: false,
          showTotal: (total) => t('list.total', { total }),
        }}
        summary={() =>
          Object.keys(data.totals).length === 0 ? null : (
            <Table.Summary fixed>
              <Table.Summary.Row className="totals">
                {data.columns.map((column, index) => (
                  <Table.Summary.Cell
                    key={column.key}
                    index={index}
                    align={numeric.includes(column.type) ? 'right' : 'left'}
                  >
                    {index === 0
                      ? t('ledger.totals')
                      : data.totals[column.key] === undefined
                        ? ''
                        : cellText(column.type, data.totals[column.key] ?? null)}
                  </Table.Summary.Cell>
                ))}
              </Table.Summary.Row>
            </Table.Summary>
          )
        }
      />
    </div>
  );
}

function defaultWidth(column: LedgerColumn): number {
  if (column.type === 'integer') return 80;
  if (column.type === 'text') return Math.max(110, column.title.length * 16 + 50);
  return 120;
}

/** Neighbours of the same group stand under one head. */
function grouped(
  columns: readonly LedgerColumn[],
  columnOf: (column: LedgerColumn, index: number) => ColumnType<Row>,
): ColumnsType<Row> {
  const result: Array<ColumnType<Row> & { children?: ColumnType<Row>[]; group?: string }> = [];
  columns.forEach((column, index) => {
    const last = result.at(-1);
    if (column.group === undefined) result.push(columnOf(column, index));
    else if (last?.group === column.group) last.children?.push(columnOf(column, index));
    else
      result.push({
        title: column.group,
        group: column.group,
        children: [columnOf(column, index)],
      });
  });
  return result;
}
