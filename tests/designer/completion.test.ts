import { describe, expect, test } from '@jest/globals';
import { completed, completionAt } from '../../designer/expression/completion';
import { functionNames } from '../../designer/expression/functions';
import type { ExpressionName } from '../../designer/expression/names';

const names: readonly ExpressionName[] = [
  { insert: 'population', title: '家庭人口', group: 'field' },
  { insert: 'members', title: '家庭成员', group: 'field' },
  { insert: 'members.wage', title: '家庭成员的工资', group: 'field' },
  { insert: '$params.povertyLine', title: '监测线(元)', group: 'parameter' },
  ...functionNames,
];

/** What is offered where `|` stands. */
function offered(marked: string): readonly string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completionAt(text, caret, names)?.choices.map((name) => name.insert) ?? [];
}

describe('while a rule is typed', () => {
  test('a name is found by the beginning of its key', () => {
    expect(offered('$sum(mem|')).toEqual(['members', 'members.wage']);
  });

  test('and by its Chinese name, also from the middle', () => {
    expect(offered('家庭人|').at(0)).toBe('population');
    expect(offered('监测|')).toEqual(['$params.povertyLine']);
    expect(offered('工资|')).toEqual(['members.wage']);
  });

  test('functions are found with and without the dollar, and say what they do', () => {
    expect(offered('$cou|')).toEqual(['$count(']);
    expect(offered('roun|')).toEqual(['$round(']);
    expect(offered('合计|')).toEqual(['$sum(']);
  });

  test('inside a quoted text, in a number and on a whole name nothing is offered', () => {
    expect(offered('name = "mem|"')).toEqual([]);
    expect(offered("name = 'it\\'s mem|'")).toEqual([]);
    expect(offered('population > 3|')).toEqual([]);
    expect(offered('population|')).toEqual([]);
    expect(offered('name = "a" and mem|').length).toBeGreaterThan(0);
  });

  test('a choice replaces the word before the caret and leaves what follows', () => {
    const [name] = names;
    const text = 'pop > 2';
    const found = completionAt(text, 3, names);
    expect(found?.from).toBe(0);
    expect(completed(text, 3, found?.from ?? -1, name as ExpressionName)).toEqual({
      text: 'population > 2',
      caret: 10,
    });
  });

  test('a bracket that stands there already is not written twice', () => {
    const sum = names.find(({ insert }) => insert === '$sum(') as ExpressionName;
    expect(completed('$su(members.wage)', 3, 0, sum)).toEqual({
      text: '$sum(members.wage)',
      caret: 4,
    });
  });
});
