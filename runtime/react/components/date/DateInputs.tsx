import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type InputProps, ariaOf, componentProp, statusOf } from '../input-props';

const DATE = 'YYYY-MM-DD';
const MONTH = 'YYYY-MM';

/** Dates are calendar dates, not instants: they are read and written as text, in no time zone. */
function toDay(value: unknown, format: string): Dayjs | null {
  if (typeof value !== 'string' || value === '') return null;
  const day = dayjs(value, format);
  return day.isValid() ? day : null;
}

interface DayProps extends InputProps {
  readonly picker: 'date' | 'month';
}

function Day({ picker, ...props }: DayProps) {
  const format = picker === 'date' ? DATE : MONTH;
  return (
    <DatePicker
      {...ariaOf(props)}
      status={statusOf(props)}
      className="banshi-wide"
      picker={picker}
      format={format}
      value={toDay(props.value, format)}
      placeholder={componentProp(props.field, 'placeholder', format)}
      onChange={(day: Dayjs | null) =>
        props.onChange(day === null ? undefined : day.format(format))
      }
    />
  );
}

export function DateInput(props: InputProps) {
  return <Day {...props} picker="date" />;
}

export function MonthInput(props: InputProps) {
  return <Day {...props} picker="month" />;
}

export function DateTimeInput(props: InputProps) {
  const text = typeof props.value === 'string' ? props.value.slice(0, 16) : '';
  return (
    <DatePicker
      {...ariaOf(props)}
      status={statusOf(props)}
      className="banshi-wide"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={text === '' ? null : dayjs(text)}
      onChange={(day: Dayjs | null) =>
        props.onChange(day === null ? undefined : `${day.format('YYYY-MM-DDTHH:mm')}:00+08:00`)
      }
    />
  );
}

interface RangeProps extends InputProps {
  readonly picker: 'date' | 'month';
}

function Range({ picker, ...props }: RangeProps) {
  const format = picker === 'date' ? DATE : MONTH;
  const { start, end } = (props.value ?? {}) as { start?: string; end?: string };
  return (
    <DatePicker.RangePicker
      id={{ start: props.id, end: `${props.id}-end` }}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      onBlur={props.onBlur}
      status={statusOf(props)}
      className="banshi-wide"
      picker={picker}
      format={format}
      value={[toDay(start, format), toDay(end, format)]}
      onChange={(days) => {
        const [from, to] = days ?? [];
        const chosen = from !== null && from !== undefined && to !== null && to !== undefined;
        props.onChange(chosen ? { start: from.format(format), end: to.format(format) } : undefined);
      }}
    />
  );
}

export function DateRangeInput(props: InputProps) {
  return <Range {...props} picker="date" />;
}

export function MonthRangeInput(props: InputProps) {
  return <Range {...props} picker="month" />;
}
