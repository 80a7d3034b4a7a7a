import { useCompileCache } from './tools/jest-compile-cache.mjs';
import { runWithModules } from './tools/jest-with-modules.mjs';

useCompileCache();
await runWithModules();

// The subject of a test is seldom what it logs; a test of the log sets the level itself.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';

const everyProject = {
  testEnvironment: '<rootDir>/tools/jest-environment.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  clearMocks: true,
};

/**
 * Unit tests are next to the file they test; tests that need the running system are in folders named `test`.
 * The local cloud's own tests start what they need themselves.
 */
export default {
  // Longer than several waits of `until` in a row, so that the wait that was in vain says what it waited for.
  testTimeout: 300_000,
  // Node.js keeps the ES modules of ended test files in memory. Jest replaces a worker that holds more than this between files.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...everyProject,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{services,libs,tools}/**/src/**/*.test.ts',
        '<rootDir>/tools/tests/{benchmarks,browser/harness,deployments,faults,lambdalith,mistakes,mutants,smoke}/**/*.test.ts',
        '<rootDir>/services/*/{infra,local}/**/*.test.ts',
        '<rootDir>/tools/{build,local-cloud,nx-serverless,serverless-conventions}/test/**/*.test.ts',
      ],
    },
    {
      ...everyProject,
      displayName: 'integration',
      runner: '<rootDir>/tools/local-cloud/src/testing/one-file-at-a-time.ts',
      testMatch: [
        '<rootDir>/{services,libs}/*/test/**/*.test.ts',
        '<rootDir>/tools/operations/test/**/*.test.ts',
        '<rootDir>/tools/tests/end-to-end/**/*.test.ts',
      ],
      globalSetup: '<rootDir>/tools/local-cloud/src/testing/global-setup.ts',
      setupFilesAfterEnv: ['<rootDir>/tools/local-cloud/src/testing/cloud-at-rest.ts'],
      globalTeardown: '<rootDir>/tools/local-cloud/src/testing/global-teardown.ts',
    },
  ],
};
