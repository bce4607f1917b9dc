import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { MessageText } from '../../runtime/messages/format';

const folder = new URL('../../runtime/messages/', import.meta.url);
const modules = (await Promise.all(
  readdirSync(folder).map((name) => import(new URL(name, folder).href)),
)) as Record<string, unknown>[];
const isCatalogue = (value: unknown): value is Record<string, MessageText> =>
  typeof value === 'object' && value !== null;
const entries = modules
  .flatMap((one) => Object.values(one))
  .filter(isCatalogue)
  .flatMap((catalogue) => Object.entries(catalogue));
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

test('every text has both languages with the same places to fill', () => {
  expect(entries.length).toBeGreaterThan(700);
  const wrong = entries.filter(
    ([, { zh, en }]) => zh === '' || en === '' || places(zh).join() !== places(en).join(),
  );
  expect(wrong).toEqual([]);
});

test('the Chinese texts are Chinese and carry Chinese punctuation', () => {
  expect(
    entries.filter(
      ([, { zh }]) => !/\p{Script=Han}|^(，|English|JSON)$|^\{\w+\}[^\p{Letter}]*(\{|$)/u.test(zh),
    ),
  ).toEqual([]);
  expect(
    entries.filter(([, { zh }]) => /[\p{Script=Han}}][,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(zh)),
  ).toEqual([]);
});
