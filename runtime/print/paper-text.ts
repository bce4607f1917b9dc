import { type Field, type FormContext, describeFieldValue } from '../form';
import { formatMessage } from '../messages/format';
import { printMessages } from '../messages/print';

/** A value in the words of official papers: as on the screen, but that dates are written out (2020年6月3日). */
export function paperText(field: Field, value: unknown, context: FormContext): string {
  switch (field.kind) {
    case 'date':
    case 'month':
      return paperDate(String(value ?? ''));
    case 'dateRange':
    case 'monthRange': {
      const { start = '', end = '' } = (value ?? {}) as { start?: string; end?: string };
      if (start === '' && end === '') return '';
      const ends = { start: paperDate(start), end: paperDate(end) };
      return formatMessage(printMessages, 'range', ends);
    }
    default:
      return describeFieldValue(field, value, context);
  }
}

/** 「2020年6月3日」 for `2020-06-03`, 「2020年6月」 for `2020-06`; anything else as it is. */
export function paperDate(text: string): string {
  const [, year = '', month = '', day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (year === '') return text;
  if (day === undefined)
    return formatMessage(printMessages, 'month', { year, month: Number(month) });
  return formatMessage(printMessages, 'date', { year, month: Number(month), day: Number(day) });
}
