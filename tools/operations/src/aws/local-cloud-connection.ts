import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientSettings } from './client-settings.ts';
import type { Place } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Where the local cloud answers while `npm start` runs: it writes it down, as its port may be another. */
export function localEndpoint(env: NodeJS.ProcessEnv = process.env, root: string = workspaceRoot): string {
  if (env['AWS_ENDPOINT_URL']) return env['AWS_ENDPOINT_URL'];
  const file = join(root, '.local/endpoint');
  if (!env['CLOUD_PORT'] && existsSync(file)) return readFileSync(file, 'utf8').trim();
  return `http://127.0.0.1:${env['CLOUD_PORT'] ?? 4566}`;
}

/** @returns settings of every SDK client: of AWS, or of the local cloud where the stage is `local` */
export function settingsFor({ stage, region }: Place) {
  if (stage !== 'local') return clientSettings(region);
  return {
    region: 'us-east-1',
    endpoint: localEndpoint(),
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    maxAttempts: 2,
  };
}

/** Runs work with the local cloud. @throws CommandError, instead of the SDK's error, when nothing answers there */
export async function whileReachable<T>({ stage }: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (stage !== 'local' || !isRefused(error)) throw error;
    throw new CommandError(
      `Nothing answers at ${localEndpoint()}: run "npm start" first, or name another stage with --stage.`,
      { cause: error },
    );
  }
}

const isRefused = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code === 'ECONNREFUSED';
