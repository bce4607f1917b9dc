import { CalendarOutlined } from '@ant-design/icons';
import { Alert, App, Button, DatePicker, Form, Input, Popconfirm, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Absence } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { Page } from '../../components/Page';
import { EmptyState, Loaded, useErrorText } from '../../components/States';
import { ColleaguePicker } from '../work/ColleaguePicker';
import './absences.css';

const COLORS = { planned: 'blue', now: 'gold', over: 'default' } as const;

/** 请假代办: when one is away and who stands in; for whom one stands in oneself. */
export function Absences() {
  const t = useText();
  const found = useQuery('listAbsences', {});
  return (
    <Page back title={t('absence.title')} note={t('absence.note')}>
      <section className="panel">
        <h2>{t('absence.new')}</h2>
        <NewAbsence />
      </section>
      <Loaded query={found}>
        {({ own, forOthers }) => (
          <>
            <section className="panel">
              <h2>{t('absence.own')}</h2>
              {own.length === 0 ? (
                <EmptyState icon={<CalendarOutlined />} title={t('absence.none')} />
              ) : (
                <ul className="plain-list">
                  {own.map((one) => (
                    <AbsenceRow key={one.id} absence={one} mayEnd />
                  ))}
                </ul>
              )}
            </section>
            {forOthers.length > 0 && (
              <section className="panel">
                <h2>{t('absence.forOthers')}</h2>
                <ul className="plain-list">
                  {forOthers.map((one) => (
                    <AbsenceRow key={one.id} absence={one} mayEnd={false} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function AbsenceRow({ absence, mayEnd }: { readonly absence: Absence; readonly mayEnd: boolean }) {
  const t = useText();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const end = async () => {
    try {
      await client.call('endAbsence', { params: { absenceId: absence.id } });
      cache.invalidate(['listAbsences']);
    } catch (error) {
      void message.error(errorText(error).detail);
    }
  };
  return (
    <li className="list-link absence">
      <Tag color={COLORS[absence.state]}>{t(`absence.${absence.state}`)}</Tag>
      <span className="grow">
        <span className="numbers">
          {absence.from} – {absence.to}
        </span>
        <br />
        <span className="muted small">
          {mayEnd
            ? t('absence.by', { name: absence.substituteName })
            : t('absence.of', { name: absence.personName })}
          {absence.reason !== '' && ` · ${absence.reason}`}
        </span>
      </span>
      {mayEnd && absence.state !== 'over' && (
        <Popconfirm title={t('absence.endAsk')} onConfirm={() => void end()}>
          <Button>{t('absence.end')}</Button>
        </Popconfirm>
      )}
    </li>
  );
}

interface Filled {
  readonly days?: readonly [Dayjs, Dayjs];
  readonly people: readonly string[];
  readonly reason: string;
}

const NOTHING: Filled = { people: [], reason: '' };

function NewAbsence() {
  const t = useText();
  const { client, cache } = useApi();
  const errorText = useErrorText();
  const [filled, setFilled] = useState<Filled>(NOTHING);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ReturnType<typeof errorText> | null>(null);
  const { days, reason } = filled;
  const [substituteId] = filled.people;
  const send = async () => {
    if (days === undefined || substituteId === undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      const [from, to] = days.map((day) => day.format('YYYY-MM-DD')) as [string, string];
      await client.call('saveAbsence', {
        body: { substituteId, from, to, reason: reason.trim() },
      });
      setFilled(NOTHING);
      cache.invalidate(['listAbsences']);
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" className="absence-form" onFinish={() => void send()}>
      <Form.Item label={t('absence.days')} htmlFor="absence-days" required>
        <DatePicker.RangePicker
          id="absence-days"
          className="wide"
          value={days === undefined ? null : [days[0], days[1]]}
          onChange={(range) => {
            const [from, to] = range ?? [];
            const { days: _, ...rest } = filled;
            setFilled(from && to ? { ...rest, days: [from, to] } : rest);
          }}
        />
      </Form.Item>
      <Form.Item label={t('absence.substitute')} htmlFor="absence-substitute" required>
        <ColleaguePicker
          id="absence-substitute"
          several={false}
          value={filled.people}
          onChange={(people) => setFilled({ ...filled, people })}
        />
      </Form.Item>
      <Form.Item label={t('absence.reason')} htmlFor="absence-reason">
        <Input
          id="absence-reason"
          maxLength={200}
          value={reason}
          onChange={(event) => setFilled({ ...filled, reason: event.target.value })}
        />
      </Form.Item>
      {failure !== null && (
        <Alert
          type="error"
          showIcon
          message={failure.detail}
          description={<small>{failure.code}</small>}
        />
      )}
      <Button
        type="primary"
        htmlType="submit"
        loading={busy}
        disabled={days === undefined || substituteId === undefined}
      >
        {t('absence.save')}
      </Button>
    </Form>
  );
}
