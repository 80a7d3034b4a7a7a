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
  await runNx({
    workspaceFolder,
    arguments: ['run-many', '-t', 'site'],
    what: 'Building the sites',
    ...(signal && { signal }),
  });
}
