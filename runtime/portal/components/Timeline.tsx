import {
  BellOutlined,
  CheckOutlined,
  CloseOutlined,
  ExclamationOutlined,
  HourglassOutlined,
  RollbackOutlined,
  SettingOutlined,
  SwapOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../contract';
import { dateTimeText } from '../app/dates';
import { useText } from '../app/preferences';
import { DueLabel, ToneTag } from './Marks';
import './timeline.css';

const icons: Readonly<Record<TimelineEntry['kind'], ReactNode>> = {
  started: <UserOutlined />,
  completed: <CheckOutlined />,
  returned: <RollbackOutlined />,
  waiting: <HourglassOutlined />,
  timer: <HourglassOutlined />,
  system: <SettingOutlined />,
  ended: <CheckOutlined />,
  incident: <ExclamationOutlined />,
  withdrawn: <CloseOutlined />,
  handedOn: <SwapOutlined />,
  told: <BellOutlined />,
};

/** The opinions in order: who, post, decision, words, time taken. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={`timeline-entry ${entry.kind} ${entry.tone ?? ''}`}>
          <span className="timeline-dot" aria-hidden="true">
            {icons[entry.kind]}
          </span>
          <TimelineText entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function TimelineText({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText();
  const who = [entry.actorPost, entry.actorName].filter(Boolean).join(' · ');
  return (
    <div className="timeline-text">
      <div className="timeline-title">
        <strong>{entry.title}</strong>
        {entry.outcomeTitle !== null && (
          <ToneTag tone={entry.tone ?? 'neutral'}>{entry.outcomeTitle}</ToneTag>
        )}
      </div>
      {who !== '' && <div className="timeline-who">{who}</div>}
      {entry.opinion !== null && entry.opinion !== '' && <blockquote>{entry.opinion}</blockquote>}
      <div className="timeline-when">
        {entry.kind === 'waiting' ? (
          <>
            {t('timeline.since', { at: dateTimeText(entry.at) })}{' '}
            {entry.dueAt !== null && <DueLabel dueAt={entry.dueAt} />}
          </>
        ) : (
          <>
            {dateTimeText(entry.at)}
            {entry.durationMs !== null &&
              entry.durationMs >= 60_000 &&
              ` · ${t('timeline.took', { time: durationText(entry.durationMs, t) })}`}
          </>
        )}
      </div>
    </div>
  );
}

function durationText(ms: number, t: ReturnType<typeof useText>): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return t('time.minutes', { minutes });
  if (minutes < 24 * 60) return t('time.hours', { hours: Math.floor(minutes / 60) });
  const days = Math.floor(minutes / (24 * 60));
  const hours = Math.floor((minutes % (24 * 60)) / 60);
  return hours === 0 ? t('time.days', { days }) : t('time.daysHours', { days, hours });
}
