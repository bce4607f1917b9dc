/** What waits until a press is over. */
import { expect, test } from '@jest/globals';
import { PressWatch } from '../../runtime/react/renderer/press-watch';

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

test('nothing waits while nothing is pressed', () => {
  const done: string[] = [];
  new PressWatch().afterPress(() => done.push('now'));
  expect(done).toEqual(['now']);
});

test('what comes during a press waits until after what the press does', async () => {
  const page = new EventTarget();
  const presses = new PressWatch();
  presses.watch(page);
  const done: string[] = [];
  page.addEventListener('click', () => done.push('click'));
  page.dispatchEvent(new Event('pointerdown'));
  presses.afterPress(() => done.push('message'));
  expect(done).toEqual([]);
  page.dispatchEvent(new Event('pointerup'));
  page.dispatchEvent(new Event('click'));
  expect(done).toEqual(['click']);
  await nextTurn();
  expect(done).toEqual(['click', 'message']);
});

test('a press that becomes a scroll, and the end of watching, let it happen, too', async () => {
  const page = new EventTarget();
  const presses = new PressWatch();
  const end = presses.watch(page);
  const done: string[] = [];
  page.dispatchEvent(new Event('pointerdown'));
  presses.afterPress(() => done.push('scrolled'));
  page.dispatchEvent(new Event('pointercancel'));
  await nextTurn();
  page.dispatchEvent(new Event('pointerdown'));
  presses.afterPress(() => done.push('left'));
  end();
  expect(done).toEqual(['scrolled', 'left']);
});
