/** Tabs, steps and collapsible parts: everything stays on the page, what is wrong is counted, paper shows all. */
import { expect, test } from '@jest/globals';
import { drawFields as draw, failOnComplaints } from './support/draw';

failOnComplaints();

const text = (title: string, more: object = {}): object => ({
  type: 'string',
  title,
  'x-component': 'Input',
  ...more,
});

const layout = (
  component: string,
  title: string,
  properties: object,
  more: object = {},
): object => ({
  type: 'void',
  title,
  'x-component': component,
  properties,
  ...more,
});

const holders = [
  ['Tabs', 'TabPane'],
  ['Steps', 'StepPane'],
  ['Collapse', 'CollapsePane'],
] as const;

const two = (holder: string, pane: string): object => ({
  parts: layout(holder, '全部', {
    first: layout(pane, '家庭情况', { name: text('姓名', { required: true }) }),
    second: layout(pane, '收入情况', {
      section: layout('Section', '种植', {
        crop: text('作物', { required: true }),
        place: text('地点', { required: true }),
      }),
    }),
  }),
});

test.each(holders)('%s keep the fields of every pane on the page', (holder, pane) => {
  const html = draw(two(holder, pane));
  for (const place of ['name', 'crop', 'place']) expect(html).toContain(`data-place="${place}"`);
});

test.each(holders)(
  '%s say at each pane how much is wrong in it, once it is to show',
  (holder, pane) => {
    const properties = two(holder, pane);
    expect(draw(properties)).not.toContain('处待改');
    const html = draw(properties, { showAllMessages: true });
    expect(html).toMatch(/家庭情况(?:(?!收入情况).)*1 处待改/s);
    expect(html).toMatch(/收入情况(?:(?!data-place="crop").)*2 处待改/s);
    expect(draw(properties, { mode: 'read', showAllMessages: true })).not.toContain('处待改');
  },
);

test.each(holders)('%s print pane after pane with its title as a heading', (holder, pane) => {
  const html = draw(two(holder, pane), { mode: 'print', values: { name: '普正荣', crop: '水稻' } });
  expect(html).toMatch(/<th colSpan="4"><div>家庭情况<.*普正荣.*>收入情况<.*>种植<.*水稻/s);
  expect(html).not.toContain('全部');
});

test('only the first step shows, and it is named as the current one', () => {
  const html = draw(two('Steps', 'StepPane'));
  expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  expect(html.match(/class="banshi-pane"[^>]*hidden=""/g)).toHaveLength(1);
  expect(html).toContain('第 1 步，共 2 步');
});

test('a collapsible part is open at first only where its author says so', () => {
  const html = draw({
    parts: layout('Collapse', '全部', {
      first: layout('CollapsePane', '甲', {}, { 'x-component-props': { open: true } }),
      second: layout('CollapsePane', '乙', {}),
    }),
  });
  expect([...html.matchAll(/aria-expanded="(\w+)"/g)].map((one) => one[1])).toEqual([
    'true',
    'false',
  ]);
});

test('panes in a group show their fields', () => {
  const page = layout('TabPane', '甲', { inner: text('内') });
  const html = draw({
    group: {
      type: 'object',
      title: '组',
      'x-component': 'Group',
      properties: { tabs: layout('Tabs', '页', { page }) },
    },
  });
  expect(html).toContain('data-place="group.inner"');
});

test('a group prints its fields under its title', () => {
  const html = draw(
    {
      group: {
        type: 'object',
        title: '组',
        'x-component': 'Group',
        properties: { inner: text('内') },
      },
    },
    { mode: 'print', values: { group: { inner: '水稻' } } },
  );
  expect(html).toMatch(/>组<.*>内<.*水稻/s);
  expect(html).not.toContain('[object');
});
