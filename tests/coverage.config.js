import base from '../jest.config.js';

/**
 * How much of the core its tests take: all but those with a browser, a killed process or the store for their subject.
 *
 * @type {import('jest').Config}
 */
export default {
  ...base,
  rootDir: '..',
  testPathIgnorePatterns: ['/node_modules/', '/tests/e2e/', 'kill.test', '/embedded-store/'],
  collectCoverage: true,
  coverageReporters: ['text'],
  collectCoverageFrom: [
    'runtime/**/*.ts',
    '!runtime/{react,portal,contract}/**',
    '!runtime/messages/{designer,portal,react,server}.ts',
  ],
  coverageThreshold: { global: { branches: 90 } },
};
