/** A place on the screen: a button that asks the device, and boxes for whoever has none that can tell. */
import { expect, test } from '@jest/globals';
import { drawFields, failOnComplaints } from './support/draw';

failOnComplaints();

const fields = { place: { type: 'object', title: '住址位置', 'x-component': 'Location' } };
const place = { longitude: 103.412, latitude: 24.41, accuracy: 12, at: '2020-06-03T02:00:00Z' };

test('the device can be asked, and both figures can be written by hand', () => {
  const html = drawFields(fields, { values: { place } });
  expect(html).toMatch(/<button[^>]*>.*获取当前位置/s);
  const boxes = [...html.matchAll(/<input[^>]*\bid="([^"]+)"/g)].map((found) => found[1] ?? '');
  expect(boxes).toHaveLength(2);
  for (const id of boxes) expect(html).toContain(`for="${id}"`);
  expect(html).toContain('已定位，误差约 12 米');
});

test.each(['read', 'print'] as const)('%s says where it is in words', (mode) => {
  const html = drawFields(fields, { values: { place }, mode });
  expect(html).toContain('东经 103.412°，北纬 24.41°（误差约 12 米，2020-06-03 10:00）');
  expect(html).not.toContain('<input');
});
