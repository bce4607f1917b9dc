import type { FormRule } from 'antd';
import { t } from '../text';

/** What the package's files allow as a key. */
export const KEY_PATTERN = /^[A-Za-z][\w-]{0,63}$/;

/** The first of `form1`, `form2` … that no file has. */
export function freeFileKey(
  files: ReadonlyMap<string, string>,
  pathOf: (key: string) => string,
  stem: string,
): string {
  for (let number = 1; ; number += 1) {
    const key = `${stem}${number}`;
    if (!files.has(pathOf(key))) return key;
  }
}

/** Rules of a form field that asks for a key. */
export function keyRules(isTaken: (key: string) => boolean): FormRule[] {
  return [
    { required: true, message: t('keyInvalid') },
    {
      validator: (_rule, value: unknown) => {
        const key = typeof value === 'string' ? value : '';
        if (key === '') return Promise.resolve();
        if (!KEY_PATTERN.test(key)) return Promise.reject(new Error(t('keyInvalid')));
        return isTaken(key) ? Promise.reject(new Error(t('keyTaken', { key }))) : Promise.resolve();
      },
    },
  ];
}
