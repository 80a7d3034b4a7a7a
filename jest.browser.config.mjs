/** Tests in Chromium against the system as `npm start` runs it (`npm run test:browser`). */
export default {
  displayName: 'browser',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/tools/tests/browser/*.test.ts'],
  globalSetup: '<rootDir>/tools/tests/browser/harness/global-setup.ts',
  globalTeardown: '<rootDir>/tools/tests/browser/harness/global-teardown.ts',
  // One system and one browser at a time: the pages show all that happens in it.
  maxWorkers: 1,
  testTimeout: 120_000,
};
