import { join } from 'node:path';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { API_VERSION } from '../bundler/openapi/openapi.ts';
import { packageClient } from './package-client.ts';

const FOLDER = 'libs/client/dist';

await runCommand({
  synopsis: 'npm run client:package',
  description: `Writes the npm package of libs/client to ${FOLDER}. Publish it with "npm publish ${FOLDER}".`,
  options: {},
  run() {
    packageClient(join(workspaceRoot, FOLDER));
    console.log(`${FOLDER}: @tradewind/client ${API_VERSION}.`);
  },
});
