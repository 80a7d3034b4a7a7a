import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { serviceDocuments } from '../bundler/openapi/service-documents.ts';
import { GENERATED_CLIENT, generateClient } from './generate-client.ts';

await runCommand({
  synopsis: 'npm run client',
  description:
    'Generates the operations and types of libs/client from the OpenAPI documents of all built services.',
  options: {},
  async run() {
    const documents = serviceDocuments(workspaceRoot);
    if (documents.size === 0)
      throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
    const sources = await generateClient(documents);
    rmSync(join(workspaceRoot, GENERATED_CLIENT), { recursive: true, force: true });
    for (const [path, source] of sources) {
      const file = join(workspaceRoot, GENERATED_CLIENT, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, source);
    }
    console.log(`${GENERATED_CLIENT}: ${documents.size} services.`);
  },
});
