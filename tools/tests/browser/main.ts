import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { findChromium } from './harness/find-chromium.ts';

/**
 * `npm run test:browser`: tests the console, the shop and the API reference in Chromium. The exit code is 69 without
 * Chromium.
 */
await runCommand({
  synopsis: 'npm run test:browser --',
  description: 'Tests the console, the shop and the API reference in Chromium.',
  options: {
    only: { type: 'string', placeholder: 'FILE', description: 'run the test files whose path contains FILE' },
    screenshots: { type: 'boolean', description: 'write the screenshots of docs/images again' },
    'json-file': { type: 'string', placeholder: 'FILE', description: 'write the results of Jest as JSON' },
  },
  run({ options: { only, screenshots, 'json-file': results } }) {
    const { status } = spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        join(workspaceRoot, 'node_modules/jest/bin/jest.js'),
        '--config=jest.browser.config.mjs',
        ...(results === undefined ? [] : ['--json', `--outputFile=${results}`]),
        ...(only === undefined ? [] : ['--', only]),
      ],
      {
        cwd: workspaceRoot,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, CHROMIUM: findChromium(), ...(screenshots && { WRITE_SCREENSHOTS: 'true' }) },
      },
    );
    if (status !== 0) throw new CommandError('A browser test failed.');
  },
});
