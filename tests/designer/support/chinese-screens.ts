import { afterAll, beforeAll } from '@jest/globals';

/** The designer keeps the language of its screens where only a browser has something; here nobody has chosen one. */
export function showChineseScreens(): void {
  const { localStorage } = globalThis;
  beforeAll(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      value: { getItem: () => null },
      configurable: true,
    });
  });
  afterAll(() => {
    Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
  });
}
