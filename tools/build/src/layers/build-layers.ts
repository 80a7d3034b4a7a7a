import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildLayer } from './build-layer.ts';
import { declaredLayers } from './declared-layers.ts';
import type { Lock } from './locked-packages.ts';
import { packageTarballs } from './package-tarballs.ts';
import { hostPlatform, lambdaPlatform, type Platform } from './platform.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const cacheFolder = join(workspaceRoot, 'node_modules/.cache/tradewind-layers');

/** Its functions run on this machine, and not on Lambda. */
const LOCAL_STAGE = 'local';

/**
 * Builds the layers that a service declares into its `.layers`, where serverless.yml finds them.
 *
 * @param folder  the service's folder
 * @param stage   `local` gets the binaries of this machine, any other those of Lambda's architecture
 * @throws CommandError
 */
export function buildLayers(folder: string, stage: string): void {
  const layers = declaredLayers(folder);
  if (layers.length === 0) return;
  const lock = JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')) as Lock;
  const platform = stage === LOCAL_STAGE ? hostPlatform() : deployedPlatform();
  for (const { name, packages, leaveOut } of layers)
    buildLayer({
      packages,
      leaveOut,
      lock,
      platform,
      folder: join(folder, '.layers', name),
      fetch: (locked) => packageTarballs(locked, { cacheFolder }),
    });
}

/** The one place where the architecture of all functions stands. */
function deployedPlatform(): Platform {
  const file = join(workspaceRoot, 'tools/serverless-conventions/provider.yml');
  const { architecture } = parse(readFileSync(file, 'utf8')) as { architecture: string };
  return lambdaPlatform(architecture);
}
