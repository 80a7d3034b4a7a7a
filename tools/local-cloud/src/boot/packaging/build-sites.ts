import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runNx } from './run-nx.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  readonly signal?: AbortSignal;
}

/**
 * Builds the sites of the workspace (the tools with a `vite.config.ts`) through Nx and its cache.
 * @throws PackagingFailed
 */
export async function buildSites({ workspaceFolder, signal }: Dependencies): Promise<void> {
  const tools = join(workspaceFolder, 'tools');
  const sites = existsSync(tools)
    ? readdirSync(tools).filter((tool) => existsSync(join(tools, tool, 'vite.config.ts')))
    : [];
  if (sites.length === 0) return;
  await runNx({
    workspaceFolder,
    arguments: ['run-many', '-t', 'site', `--projects=${sites.join(',')}`],
    what: 'Building the sites',
    ...(signal && { signal }),
  });
}
