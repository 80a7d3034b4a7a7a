import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { serviceFolders } from '../../../../workspace/src/layout/workspace-folders.ts';
import type { OpenApiDocument } from './openapi.ts';

/**
 * Reads the OpenAPI documents that the last builds wrote.
 *
 * @param root  the root of the workspace
 * @returns the documents by service; a service without http events has none
 */
export const serviceDocuments = (root: string): ReadonlyMap<string, OpenApiDocument> =>
  new Map(
    serviceFolders(join(root, 'services'))
      .map((folder) => [basename(folder), join(folder, 'dist/openapi.json')] as const)
      .filter(([, file]) => existsSync(file))
      .map(([service, file]) => [service, JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument]),
  );
