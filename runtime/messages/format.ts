/** One sentence in each language; `{name}` marks a place that parameters fill. */
export interface MessageText {
  readonly zh: string;
  readonly en: string;
}

/** The sentences of one area, by stable code or key. */
export type MessageTable = Readonly<Record<string, MessageText>>;

export type MessageParams = Readonly<Record<string, string | number>>;

export type Locale = keyof MessageText;

/**
 * The sentence of `key` with its places filled.
 *
 * @param locale `zh` is the first language of every screen. @default 'zh'
 * @returns the key itself in a table that lacks it, so that a missing text shows on the screen and in tests
 */
export function formatMessage<T extends MessageTable>(
  table: T,
  key: keyof T & string,
  params: MessageParams = {},
  locale: Locale = 'zh',
): string {
  const text = table[key]?.[locale];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : String(value);
  });
}
