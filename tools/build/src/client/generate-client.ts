import { join } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { clientSources } from './client-sources.ts';
import { formatSources } from './format-sources.ts';

/** The folder of the generated modules, relative to the workspace. */
export const GENERATED_CLIENT = 'libs/client/src/generated';

/**
 * @param documents  the OpenAPI documents by service
 * @returns the generated modules of the client, by path relative to {@link GENERATED_CLIENT}
 */
export const generateClient = async (
  documents: ReadonlyMap<string, OpenApiDocument>,
): Promise<ReadonlyMap<string, string>> =>
  formatSources(join(workspaceRoot, GENERATED_CLIENT), await clientSources(documents));
