import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serviceDocuments } from '../../build/src/bundler/openapi/service-documents.ts';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { referenceFiles } from './site/reference-files.ts';

await runCommand({
  synopsis: 'npm run reference',
  description: 'Writes the API reference of all built services as a static site in dist/reference.',
  options: {},
  run() {
    const documents = serviceDocuments(workspaceRoot);
    if (documents.size === 0)
      throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
    const folder = join(workspaceRoot, 'dist/reference');
    rmSync(folder, { recursive: true, force: true });
    const files = referenceFiles(workspaceRoot);
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    console.log(`dist/reference: ${documents.size} services, ${files.size} files.`);
  },
});
