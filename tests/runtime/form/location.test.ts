/** Places on the earth: figures within their limits, both of them, in words. */
import { expect, test } from '@jest/globals';
import {
  type FormDocument,
  acceptSubmission,
  compileForm,
  describeFieldValue,
  evaluateForm,
} from '../../../runtime/form';
import { formContext as context } from '../support/form-context';

const document = {
  key: 'f',
  title: '表',
  schema: {
    type: 'object',
    properties: {
      x: { type: 'object', title: '位置', 'x-component': 'Location', required: true },
    },
  },
} as unknown as FormDocument;
const form = (() => {
  const compiled = compileForm(document);
  if (compiled.form === undefined) throw new Error(JSON.stringify(compiled.problems));
  return compiled.form;
})();

const at = '2020-06-03T02:00:00Z';

test.each<readonly [unknown, readonly string[]]>([
  [{ longitude: 103.412, latitude: 24.41, accuracy: 12, at }, []],
  [{ longitude: -180, latitude: -90 }, []],
  [{ longitude: 0, latitude: 0 }, []],
  [{ longitude: 180.1, latitude: 24 }, ['VALUE-LOCATION']],
  [{ longitude: 103, latitude: 90.5 }, ['VALUE-LOCATION']],
  [{ longitude: 103, latitude: 24, accuracy: -1 }, ['VALUE-LOCATION']],
  [{ longitude: 103 }, ['VALUE-LOCATION-PART']],
  [{ latitude: 24 }, ['VALUE-LOCATION-PART']],
  [{ longitude: 103, latitude: 24, at: 'now' }, ['VALUE-DATE']],
  [{ longitude: '103', latitude: 24 }, ['VALUE-TYPE']],
  [{ longitude: Number.NaN, latitude: 24 }, ['VALUE-TYPE']],
  [{ longitude: Infinity, latitude: 24 }, ['VALUE-TYPE']],
  ['103,24', ['VALUE-TYPE']],
  [[103, 24], ['VALUE-TYPE']],
  [{ accuracy: 12, at }, ['VALUE-REQUIRED']],
  [undefined, ['VALUE-REQUIRED']],
])('%j', (value, expected) => {
  const found = evaluateForm(form, { x: value }, context).messages;
  expect(found.map((one) => one.code)).toEqual(expected);
});

test('[F14] only the parts of a place are kept', () => {
  const sent = JSON.parse(
    '{"longitude": 103, "latitude": 24, "altitude": 1500, "__proto__": {"at": "x"}}',
  ) as unknown;
  const accepted = acceptSubmission(form, { x: sent }, context);
  expect(accepted.ok && accepted.value.values['x']).toEqual({ longitude: 103, latitude: 24 });
});

test('in words, on either side of Greenwich and the equator', () => {
  const field = form.byPath.get('x');
  const say = (value: unknown): string =>
    field === undefined ? '' : describeFieldValue(field, value, context);
  expect(say({ longitude: 103.412, latitude: 24.41, accuracy: 12.4, at })).toBe(
    '东经 103.412°，北纬 24.41°（误差约 12 米，2020-06-03 10:00）',
  );
  expect(say({ longitude: -43.2, latitude: -22.9 })).toBe('西经 43.2°，南纬 22.9°');
  expect(say({ longitude: 103 })).toBe('');
  expect(say('broken')).toBe('');
});
