import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { answering, developer, type Peer, REGION, type Workload } from './peer.ts';

const PACKAGE = 'serverless-offline@14.8.2';

/**
 * Installs serverless-offline into a folder and serves the workload. It has no database, so the function reads the one of
 * the local cloud, as the developer.
 *
 * @throws Error if npm cannot install it
 */
export async function startServerlessOffline(
  folder: string,
  port: number,
  { bundlePath, configuration, productId, endpointUrl }: Workload,
): Promise<Peer> {
  await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', PACKAGE], { cwd: folder });
  await copyFile(bundlePath, join(folder, 'get-product.mjs'));
  await writeFile(
    join(folder, 'serverless.yml'),
    JSON.stringify({
      service: 'catalog',
      provider: { name: 'aws', runtime: 'nodejs24.x', region: REGION },
      plugins: ['serverless-offline'],
      functions: {
        product: {
          handler: 'get-product.handler',
          environment: {
            ...configuration.Environment?.Variables,
            AWS_ENDPOINT_URL: endpointUrl,
            AWS_ACCESS_KEY_ID: developer.accessKeyId,
            AWS_SECRET_ACCESS_KEY: developer.secretAccessKey,
          },
          events: [{ http: { method: 'get', path: 'products/{productId}' } }],
        },
      },
    }),
  );
  const options = [
    'offline',
    '--httpPort',
    String(port),
    '--lambdaPort',
    String(port + 1),
    '--noPrependStageInUrl',
  ];
  const child = spawn(join(workspaceRoot, 'node_modules/.bin/serverless'), options, {
    cwd: folder,
    env: { ...process.env, SLS_OFFLINE: '1' },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/products/${productId}`;
  await answering(url);
  return {
    name: 'serverless-offline',
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}
