/** Every sentence that bpmn-js and diagram-js show has a Chinese one: found in their sources, not in a list of ours. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { modelerTranslations } from '../../designer/modeler/translations';

const require = createRequire(import.meta.url);

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    if (!name.endsWith('.js')) return [];
    return [readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')];
  });
}

function libraryOf(name: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), 'lib');
}

const SENTENCE = /translate\(\s*'((?:[^'\\]|\\.)+)'/g;
/** Entries of the menus are written as `label: '…'` and translated when they are shown. */
const LABEL = /\blabel: '([^']+)'/g;

function sentencesOf(library: string, patterns: readonly RegExp[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of sources(libraryOf(library))) {
    for (const pattern of patterns) {
      for (const [, sentence = ''] of text.matchAll(pattern)) {
        // A sentence put together from pieces is looked at below; a piece of code is none.
        if (sentence.trim() === sentence) found.add(sentence);
      }
    }
  }
  return found;
}

test.each([
  ['bpmn-js', [SENTENCE, LABEL]],
  ['diagram-js', [SENTENCE]],
] as const)('%s speaks Chinese', (library, patterns) => {
  const sentences = sentencesOf(library, patterns);
  expect(sentences.size).toBeGreaterThanOrEqual(library === 'bpmn-js' ? 100 : 1);
  const missing = [...sentences].filter((sentence) => modelerTranslations[sentence] === undefined);
  expect(missing).toEqual([]);
});

test.each(['left', 'center', 'right', 'top', 'middle', 'bottom'])(
  'the menu for aligning speaks Chinese: %s',
  (side) => expect(modelerTranslations[`Align elements ${side}`]).toBeDefined(),
);

test('the Chinese sentences keep the places of the English ones, and hold no English words but names', () => {
  for (const [english, chinese] of Object.entries(modelerTranslations)) {
    const places = (text: string): readonly string[] => [...(text.match(/\{\w+\}/g) ?? [])].sort();
    expect([english, ...places(chinese)]).toEqual([english, ...places(english)]);
    expect(chinese.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]{3,}/);
  }
});
