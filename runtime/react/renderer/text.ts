import { type MessageParams, formatMessage } from '../../messages/format';
import { reactMessages } from '../../messages/react';
import { useFormView } from './form-view-context';

export type FormText = (key: keyof typeof reactMessages, params?: MessageParams) => string;

/** The form components' words in the view's language. */
export function useFormText(): FormText {
  const { locale } = useFormView();
  return (key, params) => formatMessage(reactMessages, key, params, locale);
}
