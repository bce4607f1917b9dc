import { type MessageParams, formatMessage } from '../../runtime/messages/format';
import { printMessages } from '../../runtime/messages/print';

/** Words on paper, which is Chinese whatever its reader's language is. */
export function word(key: keyof typeof printMessages, params: MessageParams = {}): string {
  return formatMessage(printMessages, key, params);
}
