import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { combineDocuments } from './openapi/combined-document.ts';
import { serviceDocuments } from './openapi/service-documents.ts';

await runCommand({
  synopsis: 'npm run openapi',
  description: 'Combines the OpenAPI documents of all built services in dist/openapi.json.',
  options: {},
  run() {
    const documents = [...serviceDocuments(workspaceRoot).values()];
    if (documents.length === 0)
      throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
    mkdirSync(join(workspaceRoot, 'dist'), { recursive: true });
    writeFileSync(
      join(workspaceRoot, 'dist/openapi.json'),
      `${JSON.stringify(combineDocuments(documents), null, 2)}\n`,
    );
    console.log(`dist/openapi.json: ${documents.length} services.`);
  },
});
