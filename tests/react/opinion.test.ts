/** The block for an opinion on the screen, read, and on paper. */
import { expect, test } from '@jest/globals';
import { drawFields, failOnComplaints } from './support/draw';

failOnComplaints();

const fields = {
  opinion: {
    type: 'object',
    title: '乡镇意见',
    'x-component': 'Opinion',
    'x-component-props': { phrases: ['经核实，情况属实。'] },
  },
};
const given = { result: '同意', text: '属实。', by: '李某', at: '2020-06-03T01:00:00Z' };

test('to fill it there are the results, a box for words and the phrases', () => {
  const html = drawFields(fields);
  expect(html.match(/type="radio"/g)).toHaveLength(3);
  expect(html).toMatch(/<textarea[^>]*aria-label="意见"[^>]*aria-required="false"/);
  expect(html).toMatch(/<button[^>]*>(<span>)?经核实，情况属实。/);
});

test('who refuses is asked for the reason', () => {
  const html = drawFields(fields, { values: { opinion: { result: '不同意' } } });
  expect(html).toMatch(/<textarea[^>]*aria-label="请写明理由"[^>]*aria-required="true"/);
});

test.each(['read', 'print'] as const)(
  '%s shows result, words, name and date in this order',
  (mode) => {
    const html = drawFields(fields, { values: { opinion: given }, mode });
    expect(html).toMatch(/乡镇意见.*同意.*属实。.*李某.*2020年6月3日/s);
    expect(html).not.toMatch(/<(input|textarea)/);
  },
);

test('nothing given reads as a dash', () => {
  expect(drawFields(fields, { mode: 'read' })).toMatch(/<output[^>]*>—</);
});
