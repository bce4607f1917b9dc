import { CarryOutOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Pagination, Segmented, Select } from 'antd';
import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { TaskPage as TaskPageData, TaskSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { EmptyState, ListSkeleton, Loaded } from '../../components/States';
import { BatchBar } from './BatchBar';
import { TakeAlong } from './TakeAlong';
import { TaskRow } from './TaskRow';
import { useListKeys } from './use-list-keys';
import './task-row.css';
import './work-list.css';

const TaskPane = lazy(async () => ({ default: (await import('./TaskPane')).TaskPane }));
const PAGE_SIZE = 30;
const dues = ['overdue', 'today', 'week'] as const;

/** 待办: the list, and on a desk the chosen task beside it. */
export function WorkList() {
  const isPhone = useIsPhone();
  const [search, setSearch] = useSearchParams();
  const due = dues.find((one) => one === search.get('due'));
  const q = search.get('q') ?? '';
  const matter = search.get('matter') ?? undefined;
  const unit = search.get('unit') ?? undefined;
  const page = Number(search.get('page') ?? '1');
  const tasks = useQuery('listTasks', {
    query: {
      view: 'todo',
      sort: 'due',
      page,
      pageSize: PAGE_SIZE,
      due,
      q: q === '' ? undefined : q,
      matter,
      unit,
    },
  });
  const last = useRef<TaskPageData>(undefined);
  if (tasks.data !== undefined) last.current = tasks.data;
  const shown = {
    ...tasks,
    data: tasks.data ?? (tasks.error === undefined ? last.current : undefined),
  };
  // The first task opens by itself, and stays open when it leaves the list: one wants to read what became of it.
  const first = useRef<string>(undefined);
  if (tasks.data !== undefined) first.current ??= tasks.data.items[0]?.id;
  const chosen = search.get('task') ?? first.current;
  const set = (changes: Readonly<Record<string, string | undefined>>) => {
    if ('task' in changes && changes['task'] === undefined) first.current = undefined;
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === undefined || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  };
  const list = (
    <>
      <WorkFilters
        data={shown.data}
        due={due}
        q={q}
        matter={matter}
        unit={unit}
        onSet={(changes) => set({ ...changes, page: undefined })}
      />
      <Loaded query={shown} skeleton={<ListSkeleton />}>
        {(data) => (
          <WorkRows
            data={data}
            filtered={due !== undefined || q !== '' || matter !== undefined || unit !== undefined}
            onPage={(next) => set({ page: String(next), task: undefined })}
            selected={chosen}
            onSelect={(id) => set({ task: id })}
          />
        )}
      </Loaded>
    </>
  );
  if (isPhone) return <div className="phone-list">{list}</div>;
  return (
    <div className="two-panes">
      <section className="list-pane">{list}</section>
      <section className="task-pane-holder">
        {chosen === undefined ? (
          <Nothing loading={shown.data === undefined && shown.error === undefined} />
        ) : (
          <Suspense fallback={<ListSkeleton rows={4} />}>
            <TaskPane
              key={chosen}
              taskId={chosen}
              layout="narrow"
              onNext={(id) =>
                set({ task: id ?? shown.data?.items.find((one) => one.id !== chosen)?.id })
              }
            />
          </Suspense>
        )}
      </section>
    </div>
  );
}

function Nothing({ loading }: { readonly loading: boolean }) {
  const t = useText();
  return loading ? (
    <ListSkeleton rows={4} />
  ) : (
    <EmptyState icon={<CarryOutOutlined />} title={t('work.choose')} detail={t('work.keys')} />
  );
}

interface WorkFiltersProps {
  readonly data: TaskPageData | undefined;
  readonly due: (typeof dues)[number] | undefined;
  readonly q: string;
  readonly matter: string | undefined;
  readonly unit: string | undefined;
  readonly onSet: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function WorkFilters({ data, due, q, matter, unit, onSet }: WorkFiltersProps) {
  const t = useText();
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => onSet({ q: typed }), 300);
    return () => clearTimeout(timer);
    // The filter follows typing only; `onSet` changes with every render.
    // eslint-disable-next-line react/exhaustive-deps
  }, [typed]);
  const counts = data?.counts;
  const units = useMemo(
    () => [...new Map((data?.items ?? []).map((task) => [task.unit, task.unitName])).entries()],
    [data],
  );
  const label = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} ${count}`;
  return (
    <div className="work-filters">
      <div className="work-filters-head">
        <h1>{t('nav.todo')}</h1>
        <Input
          allowClear
          prefix={<SearchOutlined className="muted" />}
          placeholder={t('work.search')}
          aria-label={t('work.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Segmented
        block
        value={due ?? 'all'}
        onChange={(value) => onSet({ due: value === 'all' ? undefined : value, task: undefined })}
        options={[
          { value: 'all', label: label(t('work.all'), counts?.todo) },
          { value: 'overdue', label: label(t('due.overdueWord'), counts?.overdue) },
          { value: 'today', label: label(t('due.todayShort'), counts?.dueToday) },
          { value: 'week', label: label(t('due.weekShort'), counts?.dueThisWeek) },
        ]}
      />
      {((data?.matters.length ?? 0) > 1 ||
        units.length > 1 ||
        matter !== undefined ||
        unit !== undefined) && (
        <div className="work-selects">
          <Select
            allowClear
            placeholder={t('work.matter')}
            aria-label={t('work.matter')}
            value={matter ?? null}
            onChange={(value: string | undefined) => onSet({ matter: value })}
            options={(data?.matters ?? []).map((one) => ({ value: one, label: one }))}
          />
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            placeholder={t('work.unit')}
            aria-label={t('work.unit')}
            value={unit ?? null}
            onChange={(value: string | undefined) => onSet({ unit: value })}
            options={units.map(([value, name]) => ({ value, label: name }))}
          />
        </div>
      )}
    </div>
  );
}

function NoRows({ filtered }: { readonly filtered: boolean }) {
  const t = useText();
  return filtered ? (
    <EmptyState title={t('work.noMatch')} detail={t('work.noMatchDetail')} />
  ) : (
    <EmptyState
      icon={<CarryOutOutlined />}
      title={t('today.nothing')}
      detail={t('today.nothingDetail')}
    />
  );
}

interface WorkRowsProps {
  readonly data: TaskPageData;
  readonly filtered: boolean;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onPage: (page: number) => void;
}

function WorkRows({ data, filtered, selected, onSelect, onPage }: WorkRowsProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const [batch, setBatch] = useState<readonly string[] | null>(null);
  const holder = useRef<HTMLUListElement>(null);
  const chosen = selected ?? data.items[0]?.id;
  useListKeys({
    ids: data.items.map((task) => task.id),
    chosen,
    onChoose: onSelect,
    onOpen: (id) => void navigate(`/tasks/${id}`),
  });
  useEffect(() => {
    holder.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const inBatch = data.items.filter((task) => batch?.includes(task.id) === true);
  const [firstInBatch] = inBatch;
  const fitsBatch = (task: TaskSummary): boolean =>
    firstInBatch === undefined ||
    (task.elementId === firstInBatch.elementId && task.matter === firstInBatch.matter);
  const rows = (
    <>
      <div className="batch-switch">
        <Button type="link" size="small" onClick={() => setBatch(batch === null ? [] : null)}>
          {t(batch === null ? 'batch.start' : 'batch.stop')}
        </Button>
      </div>
      <ul className="task-list" ref={holder} aria-label={t('nav.todo')}>
        {data.items.map((task) => (
          <li key={task.id} className={batch === null ? '' : 'batch-row'}>
            {batch !== null && (
              <Checkbox
                aria-label={t('batch.choose', { title: task.caseTitle })}
                checked={batch.includes(task.id)}
                disabled={!fitsBatch(task)}
                onChange={(event) =>
                  setBatch(
                    event.target.checked
                      ? [...batch, task.id]
                      : batch.filter((one) => one !== task.id),
                  )
                }
              />
            )}
            {isPhone ? (
              <Link to={`/tasks/${task.id}`} className="task-link">
                <TaskRow task={task} />
              </Link>
            ) : (
              <button
                type="button"
                className="task-link"
                aria-current={task.id === chosen}
                onClick={() => onSelect(task.id)}
                onDoubleClick={() => void navigate(`/tasks/${task.id}`)}
              >
                <TaskRow task={task} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {data.total > data.pageSize && (
        <Pagination
          className="pager"
          size="small"
          current={data.page}
          pageSize={data.pageSize}
          total={data.total}
          showSizeChanger={false}
          onChange={onPage}
        />
      )}
    </>
  );
  // The bar outlives the rows: its dialog says what became of the last of them.
  return (
    <>
      {data.items.length === 0 ? <NoRows filtered={filtered} /> : rows}
      {isPhone && data.items.length > 0 && <TakeAlong tasks={data.items} />}
      {batch !== null && <BatchBar chosen={inBatch} onDone={() => setBatch(null)} />}
      {!isPhone && data.items.length > 0 && <p className="key-help">{t('work.keys')}</p>}
    </>
  );
}
