import { CheckCircleFilled, ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Tag } from 'antd';
import type { CaseSummary } from '../../contract';
import { dateText, daysUntil } from '../app/dates';
import { useText } from '../app/preferences';
import { useSession } from '../app/SessionProvider';

export function BrandMark({ size = 28 }: { readonly size?: number }) {
  return <img src="/mark.svg" width={size} height={size} alt="" className="brand-mark" />;
}

/** When work is due: date, colour and word. */
export function DueLabel({
  dueAt,
  done = false,
}: {
  readonly dueAt: number | null;
  readonly done?: boolean;
}) {
  const t = useText();
  const { now } = useSession();
  if (dueAt === null) return <span className="muted">{t('due.none')}</span>;
  const days = daysUntil(dueAt, now());
  const date = dateText(dueAt);
  if (done) return <span className="muted">{date}</span>;
  if (days < 0) {
    return (
      <span className="due overdue">
        <ExclamationCircleFilled /> {t('due.overdue', { days: -days })}
        <span className="due-date">{date}</span>
      </span>
    );
  }
  const word =
    days === 0 ? t('due.today') : days === 1 ? t('due.tomorrow') : t('due.days', { days });
  return (
    <span className={days <= 1 ? 'due soon' : 'due'}>
      <ClockCircleOutlined /> {word}
      <span className="due-date">{date}</span>
    </span>
  );
}

const colors: Readonly<Record<string, string>> = {
  positive: 'success',
  success: 'success',
  green: 'success',
  negative: 'error',
  error: 'error',
  danger: 'error',
  red: 'error',
  return: 'warning',
  warning: 'warning',
  amber: 'warning',
  orange: 'warning',
  processing: 'processing',
  info: 'processing',
  blue: 'processing',
};

/** A status as a word on a quiet colour. */
export function ToneTag({ tone, children }: { readonly tone: string; readonly children: string }) {
  return (
    <Tag color={colors[tone] ?? 'default'} className="tone-tag">
      {children}
    </Tag>
  );
}

export function CaseStateTag({
  of,
}: {
  readonly of: Pick<CaseSummary, 'state' | 'result' | 'suspended'>;
}) {
  const t = useText();
  if (of.suspended) return <ToneTag tone="warning">{t('case.suspended')}</ToneTag>;
  if (of.state === 'active') return <ToneTag tone="processing">{t('case.active')}</ToneTag>;
  if (of.state === 'incident') return <ToneTag tone="warning">{t('case.incident')}</ToneTag>;
  if (of.state === 'terminated')
    return <ToneTag tone="neutral">{of.result ?? t('case.terminated')}</ToneTag>;
  const refused = /不|未|拒|驳/.test(of.result ?? '');
  return (
    <ToneTag tone={refused ? 'negative' : 'positive'}>{of.result ?? t('case.completed')}</ToneTag>
  );
}

export function DoneMark() {
  return <CheckCircleFilled className="done-mark" />;
}
