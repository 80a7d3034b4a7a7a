import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { serviceDocuments } from '../bundler/openapi/service-documents.ts';
import { GENERATED_SOURCES, generateClient, HTTP_CONTRACTS } from './generate-client.ts';

await runCommand({
  synopsis: 'npm run client',
  description:
    'Generates the operations, types and contracts of libs/client from the OpenAPI documents of all built services.',
  options: {},
  async run() {
    const documents = serviceDocuments(workspaceRoot);
    if (documents.size === 0)
      throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
    const files = await generateClient(documents);
    for (const folder of [GENERATED_SOURCES, HTTP_CONTRACTS])
      rmSync(join(workspaceRoot, folder), { recursive: true, force: true });
    for (const [path, content] of files) {
      mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
      writeFileSync(join(workspaceRoot, path), content);
    }
    console.log(`libs/client: ${files.size} files from ${documents.size} services.`);
  },
});
