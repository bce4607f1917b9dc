import { EditOutlined, HomeOutlined, RightOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { Link } from 'react-router-dom';
import type { Today as TodayData } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateTimeText, hourOf, monthAndDay, weekday } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useMay, useSession, useUser } from '../../app/SessionProvider';
import { ToneTag } from '../../components/Marks';
import { Page } from '../../components/Page';
import { Loaded } from '../../components/States';
import { DueSoon } from './DueSoon';
import { QuickStarts } from './QuickStarts';
import './today.css';

const weekdays = [
  'time.sunday',
  'time.monday',
  'time.tuesday',
  'time.wednesday',
  'time.thursday',
  'time.friday',
  'time.saturday',
] as const;

/** 今天: what is overdue, due today and this week, what is begun, and where to begin. */
export function Today() {
  const t = useText();
  const user = useUser();
  const { now } = useSession();
  const today = useQuery('getToday');
  const at = now();
  const hour = hourOf(at);
  const greeting = hour < 12 ? 'today.morning' : hour < 18 ? 'today.afternoon' : 'today.evening';
  const post = user.seats
    .map((seat) => `${seat.unitName} · ${seat.roleTitle}`)
    .join(t('list.comma'));
  return (
    <Page
      title={t(greeting, { name: user.name })}
      note={`${t('today.date', monthAndDay(at))} ${t(weekdays[weekday(at)] ?? 'time.sunday')} · ${post}`}
    >
      <Loaded query={today} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(data) => <TodayBody data={data} />}
      </Loaded>
    </Page>
  );
}

function TodayBody({ data }: { readonly data: TodayData }) {
  const t = useText();
  const mayReadHouseholds = useMay('household.read');
  const { counts } = data;
  return (
    <>
      <section className="counts" aria-label={t('today.counts')}>
        <Count
          to="/tasks?due=overdue"
          value={counts.overdue}
          text={t('due.overdueWord')}
          tone={counts.overdue > 0 ? 'overdue' : ''}
        />
        <Count
          to="/tasks?due=today"
          value={counts.dueToday}
          text={t('due.todayWord')}
          tone={counts.dueToday > 0 ? 'soon' : ''}
        />
        <Count to="/tasks?due=week" value={counts.dueThisWeek} text={t('due.weekWord')} />
        <Count to="/tasks" value={counts.todo} text={t('today.allTodo')} />
        <Count to="/mine" value={counts.initiatedActive} text={t('today.mineActive')} />
      </section>
      <div className="today-columns">
        <div>
          <DueSoon />
        </div>
        <div>
          <QuickStarts />
          <section className="panel">
            <h2>{t('today.drafts')}</h2>
            {data.drafts.length === 0 && <p className="muted pad">{t('today.noDrafts')}</p>}
            <ul className="plain-list">
              {data.drafts.map((draft) => (
                <li key={draft.id}>
                  <Link
                    to={draft.kind === 'matter' ? `/drafts/${draft.id}` : `/tasks/${draft.id}`}
                    className="list-link"
                  >
                    <EditOutlined className="muted" />
                    <span className="grow">
                      {draft.title}
                      {draft.subjectName !== '' && (
                        <span className="muted"> · {draft.subjectName}</span>
                      )}
                    </span>
                    <span className="muted small">{dateTimeText(draft.savedAt)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
          {mayReadHouseholds && (
            <section className="panel">
              <h2>{t('today.recent')}</h2>
              {data.recentRecords.length === 0 && (
                <p className="muted pad">{t('today.noRecent')}</p>
              )}
              <ul className="plain-list">
                {data.recentRecords.map((one) => (
                  <li key={one.id}>
                    <Link to={`/households/${one.id}`} className="list-link">
                      <HomeOutlined className="muted" />
                      <span className="grow">
                        {one.label} <span className="muted">{one.unitName}</span>
                      </span>
                      <ToneTag tone={one.tone}>{one.status}</ToneTag>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

interface CountProps {
  readonly to: string;
  readonly value: number;
  readonly text: string;
  readonly tone?: string;
}

function Count({ to, value, text, tone = '' }: CountProps) {
  return (
    <Link to={to} className={`count ${tone}`}>
      <span className="count-value">{value}</span>
      <span className="count-text">
        {text} <RightOutlined className="count-arrow" />
      </span>
    </Link>
  );
}
