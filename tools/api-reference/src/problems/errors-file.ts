import { format, resolveConfig } from 'prettier';
import { join } from 'node:path';
import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { errorsPage } from './errors-page.ts';
import { problemCatalog } from './problem-catalog.ts';

export const ERRORS_FILE = 'docs/guides/api/errors.md';

/**
 * @param root  the root of the workspace
 * @returns what docs/guides/api/errors.md must contain
 * @throws CommandError if no service is built
 */
export async function currentErrorsPage(root: string): Promise<string> {
  const documents = serviceDocuments(root);
  if (documents.size === 0)
    throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
  const file = join(root, ERRORS_FILE);
  return format(errorsPage(problemCatalog(documents)), { ...(await resolveConfig(file)), filepath: file });
}
