import { designerMessages } from '../runtime/messages/designer';
import { formatMessage, type Locale, type MessageParams } from '../runtime/messages/format';

const STORAGE_KEY = 'banshi.locale';

/** The language of the screens: Chinese unless the person chose English. */
export function currentLocale(): Locale {
  return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh';
}

/** A text of the designer from the catalogue. */
export function t(key: keyof typeof designerMessages, params?: MessageParams): string {
  return formatMessage(designerMessages, key, params, currentLocale());
}

/** Remembers the language and shows everything anew in it. */
export function setLocale(locale: Locale): void {
  localStorage.setItem(STORAGE_KEY, locale);
  location.reload();
}
