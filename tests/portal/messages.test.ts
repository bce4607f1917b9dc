import { expect, test } from '@jest/globals';
import type { MessageText } from '../../runtime/messages/format';
import { portalMessages } from '../../runtime/messages/portal';
import { reactMessages } from '../../runtime/messages/react';

const entries: readonly (readonly [string, MessageText])[] = [
  ...Object.entries(portalMessages),
  ...Object.entries(reactMessages),
];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('every text of the portal and of its forms has both languages with the same places to fill', () => {
  const wrong = entries.filter(
    ([, { zh, en }]) => zh === '' || en === '' || places(zh).join() !== places(en).join(),
  );
  expect(wrong).toEqual([]);
});

test('the Chinese texts are Chinese and carry Chinese punctuation', () => {
  expect(entries.filter(([, { zh }]) => !/\p{Script=Han}/u.test(zh) && zh !== '，')).toEqual([]);
  expect(
    entries.filter(([, { zh }]) => /[\p{Script=Han}}][,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(zh)),
  ).toEqual([]);
});
