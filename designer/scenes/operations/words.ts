import { formatMessage, type MessageParams } from '../../../runtime/messages/format';
import { operationsMessages } from '../../../runtime/messages/operations';
import { currentLocale } from '../../text';

export type OperationsWord = keyof typeof operationsMessages;

/** A text of the operators' screens from the catalogue. */
export function words(key: OperationsWord, params?: MessageParams): string {
  return formatMessage(operationsMessages, key, params, currentLocale());
}

/** What people call a kind of flow node. */
export function kindTitle(kind: string): string {
  return words(`kind.${kind}` as OperationsWord);
}

/** Day and minute in the county. */
export function moment(at: number): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(at);
}
