import { describe, expect, it } from '@jest/globals';
import { failedTasks } from './failed-tasks.ts';

const output = `
 NX   Running target package for 2 projects and 2 tasks they depend on:

> nx run catalog:build

> node ../../tools/build/src/bundler/build-service.ts

serverless.yml declares the function list-products, but src/handlers/list-products.ts does not exist.

> nx run payments:build

> node ../../tools/build/src/bundler/build-service.ts


 NX   Running target package for 2 projects and 2 tasks they depend on failed

Tasks not run because their dependencies failed or --nx-bail=true:

- catalog:package

Failed tasks:

- catalog:build

  Run duration:      22.6s
`;

describe('failedTasks', () => {
  it('keeps the output of the failed tasks only', () => {
    expect(failedTasks(output)).toBe(
      '> nx run catalog:build\n\n> node ../../tools/build/src/bundler/build-service.ts\n\n' +
        'serverless.yml declares the function list-products, but src/handlers/list-products.ts does not exist.',
    );
  });

  it('keeps the whole output if Nx itself failed', () => {
    expect(failedTasks('Cannot find configuration')).toBe('Cannot find configuration');
  });
});
