import { expect, test } from '@jest/globals';
import { UnitLookup, mayPerform, resolveCandidates } from '../../../runtime/organization';

const units = new UnitLookup([
  { code: '532504', name: '弥勒市', type: 'city' },
  { code: '532504108', name: '西二镇', type: 'township', parent: '532504' },
  { code: '532504108206', name: '糯租村', type: 'village', parent: '532504108' },
  { code: '532504104', name: '五山乡', type: 'township', parent: '532504' },
  { code: 'a', name: '甲', type: 'x', parent: 'b' },
  { code: 'b', name: '乙', type: 'x', parent: 'a' },
]);
const village = '532504108206';
const task = {
  roles: ['reviewer'],
  level: 'township',
  unit: null,
  assignee: null,
  excludedActors: [],
};

test('units by their place in the tree; a circle ends', () => {
  expect(units.path(village).map((unit) => unit.name)).toEqual(['糯租村', '西二镇', '弥勒市']);
  expect(units.displayPath(village)).toBe('西二镇 糯租村');
  expect(units.displayPath('532504')).toBe('弥勒市');
  expect(units.displayPath('nowhere')).toBe('');
  expect(units.isWithin(village, '532504108')).toBe(true);
  expect(units.isWithin(village, '532504104')).toBe(false);
  expect(units.ancestorOfType(village, 'county')).toBeUndefined();
  expect(units.byType(village)['township']).toEqual({ code: '532504108', name: '西二镇' });
  expect(units.path('a')).toHaveLength(2);
});

test('a level means the unit of that level above the subject', () => {
  expect(resolveCandidates(task, village, units).unit).toBe('532504108');
  expect(resolveCandidates({ ...task, level: 'county' }, village, units).unit).toBeNull();
  expect(resolveCandidates({ ...task, level: null }, village, units).unit).toBeNull();
  expect(resolveCandidates(task, null, units).unit).toBeNull();
  expect(resolveCandidates({ ...task, unit: '532504' }, village, units).unit).toBe('532504');
});

test('who may perform: the role at the unit, the one person, never whom duties separate', () => {
  const candidates = resolveCandidates(task, village, units);
  const may = (
    role: string,
    unit: string,
    more: object = {},
    subject: string | null = village,
  ): boolean => mayPerform('wang', [{ role, unit }], { ...candidates, ...more }, subject, units);
  expect(may('reviewer', '532504108')).toBe(true);
  expect(may('reviewer', '532504104')).toBe(false);
  expect(may('clerk', '532504108')).toBe(false);
  expect(may('reviewer', '532504108', { excludedActors: ['wang'] })).toBe(false);
  expect(may('clerk', '532504104', { assignee: 'wang' })).toBe(true);
  expect(may('reviewer', '532504108', { assignee: 'li' })).toBe(false);
  // without a unit: anywhere above the subject, or anywhere at all when there is no subject yet
  expect(may('reviewer', '532504', { unit: null })).toBe(true);
  expect(may('reviewer', '532504104', { unit: null })).toBe(false);
  expect(may('reviewer', '532504104', { unit: null }, null)).toBe(true);
});
