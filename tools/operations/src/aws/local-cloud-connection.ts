import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientSettings } from './client-settings.ts';
import type { Place } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** @returns the endpoint of the local cloud, which `npm start` writes to a file because its port can differ */
export function localEndpoint(env: NodeJS.ProcessEnv = process.env, root: string = workspaceRoot): string {
  if (env['AWS_ENDPOINT_URL']) return env['AWS_ENDPOINT_URL'];
  const file = join(root, '.local/endpoint');
  if (!env['CLOUD_PORT'] && existsSync(file)) return readFileSync(file, 'utf8').trim();
  return `http://127.0.0.1:${env['CLOUD_PORT'] ?? 4566}`;
}

/** @returns the settings of SDK clients for AWS, or for the local cloud in the stage `local` */
export function settingsFor({ stage, region }: Place) {
  if (stage !== 'local') return clientSettings(region);
  return {
    region: 'us-east-1',
    endpoint: localEndpoint(),
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    maxAttempts: 2,
  };
}

/** Runs work. @throws CommandError instead of the SDK's error when the local cloud does not respond */
export async function whileReachable<T>({ stage }: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (stage !== 'local' || !isRefused(error)) throw error;
    throw new CommandError(
      `The local cloud does not respond at ${localEndpoint()}. Run "npm start" first, or pass another --stage.`,
      { cause: error },
    );
  }
}

const isRefused = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code === 'ECONNREFUSED';
