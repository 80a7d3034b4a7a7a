import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { freePort } from '../../../workspace/src/network/free-port.ts';
import { answering, developer, type Peer, REGION, type Workload } from './peer.ts';

const PACKAGE = 'serverless-offline@14.8.2';

/**
 * Edits take effect only with `--reloadHandler`, which starts a thread for each request. By default, warm threads keep the
 * code of their first request. Threads that are not used again end sooner than after a minute, to save memory.
 */
const SETTINGS = [
  {
    name: 'serverless-offline --reloadHandler',
    flags: ['--reloadHandler', '--terminateIdleLambdaTime', '5'],
  },
  { name: 'serverless-offline, no reload', flags: [] },
  { name: 'serverless-offline --useInProcess, no reload', flags: ['--useInProcess'] },
];

/**
 * Installs serverless-offline into a folder and serves the workload with each of its settings. It has no database, so the
 * function reads the one of the local cloud, as the developer.
 *
 * @throws Error if npm cannot install it
 */
export async function startServerlessOffline(folder: string, workload: Workload): Promise<Peer[]> {
  await install(folder, workload);
  const peers: Peer[] = [];
  for (const { name, flags } of SETTINGS) peers.push(await serve({ folder, name, flags, workload }));
  return peers;
}

async function install(folder: string, { bundlePath, configuration, endpointUrl }: Workload): Promise<void> {
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
}

interface Served {
  readonly folder: string;
  readonly name: string;
  readonly flags: readonly string[];
  readonly workload: Workload;
}

async function serve({ folder, name, flags, workload: { productId } }: Served): Promise<Peer> {
  const port = await freePort();
  const options = [
    'offline',
    '--httpPort',
    String(port),
    '--lambdaPort',
    String(await freePort()),
    '--noPrependStageInUrl',
    ...flags,
  ];
  const child = spawn(join(workspaceRoot, 'node_modules/.bin/serverless'), options, {
    cwd: folder,
    env: { ...process.env, SLS_OFFLINE: '1' },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/products/${productId}`;
  await answering(url);
  return {
    name,
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}
