import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { currentErrorsPage, ERRORS_FILE } from './errors-file.ts';

await runCommand({
  synopsis: 'npm run errors-page',
  description: `Writes ${ERRORS_FILE} from the OpenAPI documents of all built services.`,
  options: {},
  async run() {
    writeFileSync(join(workspaceRoot, ERRORS_FILE), await currentErrorsPage(workspaceRoot));
    console.log(ERRORS_FILE);
  },
});
