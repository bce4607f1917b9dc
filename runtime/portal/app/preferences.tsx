import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { portalMessages } from '../../messages/portal';
import { type Locale, type MessageParams, formatMessage } from '../../messages/format';

type TextKey = keyof typeof portalMessages;
export type Text = (key: TextKey, params?: MessageParams) => string;

interface Preferences {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  /** 大字版: everything 1.25 times as large. */
  readonly large: boolean;
  readonly setLarge: (large: boolean) => void;
}

const PreferencesContext = createContext<Preferences | null>(null);
const LOCALE = 'banshi.locale';
const LARGE = 'banshi.large';

export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(localStorage.getItem(LOCALE) === 'en' ? 'en' : 'zh');
  const [large, setLarge] = useState(localStorage.getItem(LARGE) === 'yes');
  useEffect(() => {
    localStorage.setItem(LOCALE, locale);
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  }, [locale]);
  useEffect(() => {
    localStorage.setItem(LARGE, large ? 'yes' : 'no');
    document.documentElement.classList.toggle('large', large);
  }, [large]);
  const value = useMemo(() => ({ locale, setLocale, large, setLarge }), [locale, large]);
  return <PreferencesContext.Provider value={value}>{children}</PreferencesContext.Provider>;
}

export function usePreferences(): Preferences {
  const value = useContext(PreferencesContext);
  if (value === null) throw new Error('Expected a PreferencesProvider around the portal');
  return value;
}

/** The texts of the screens in the chosen language. */
export function useText(): Text {
  const { locale } = usePreferences();
  return useMemo(
    () => (key, params) => formatMessage(portalMessages, key, params, locale),
    [locale],
  );
}
