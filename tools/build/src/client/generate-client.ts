import { join } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { clientSources } from './client-sources.ts';
import { formatSources } from './format-sources.ts';
import { httpContract } from './http-contract.ts';

/** Folders of generated files, relative to the workspace. */
export const GENERATED_SOURCES = 'libs/client/src/generated';
export const HTTP_CONTRACTS = 'libs/client/contracts';

/**
 * Generates the modules of the client, and the contracts that `npm run checks -- http-contract` compares with later versions.
 *
 * @param documents  the OpenAPI documents by service
 * @returns the formatted files by path, relative to the workspace
 */
export async function generateClient(
  documents: ReadonlyMap<string, OpenApiDocument>,
): Promise<ReadonlyMap<string, string>> {
  const sources = [...(await clientSources(documents))].map(
    ([path, source]) => [join(GENERATED_SOURCES, path), source] as const,
  );
  const contracts = [...documents].map(
    ([service, document]) =>
      [join(HTTP_CONTRACTS, `${service}.json`), JSON.stringify(httpContract(document))] as const,
  );
  return formatSources(workspaceRoot, new Map([...sources, ...contracts]));
}
