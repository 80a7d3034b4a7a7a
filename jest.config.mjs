// The subject of a test is seldom what it logs; a test of the log sets the level itself.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';

const everyProject = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  clearMocks: true,
};

/** Unit tests sit beside the file they test; what needs the running local cloud sits under a folder `test`. */
export default {
  projects: [
    {
      ...everyProject,
      displayName: 'unit',
      testMatch: ['<rootDir>/{services,libs,tools}/**/src/**/*.test.ts', '<rootDir>/services/*/local/**/*.test.ts'],
    },
    {
      ...everyProject,
      displayName: 'integration',
      testMatch: ['<rootDir>/{services,libs,tools}/*/test/**/*.test.ts'],
    },
  ],
};
