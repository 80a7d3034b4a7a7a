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

/** The stage whose functions run on this machine. */
const LOCAL_STAGE = 'local';

/**
 * Builds the layers of a service into its `.layers` folder, which serverless.yml packages.
 *
 * @param folder  the folder of the service
 * @param stage   `local` gets the binaries of this machine, other stages those of Lambda's architecture
 * @throws CommandError if a layer cannot be built
 */
export function buildLayers(folder: string, stage: string): void {
  const layers = declaredLayers(folder);
  if (layers.length === 0) return;
  const lock = JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')) as Lock;
  const platform = stage === LOCAL_STAGE ? hostPlatform() : deployedPlatform();
  for (const { name, packages, exclude } of layers)
    buildLayer({
      packages,
      exclude,
      lock,
      platform,
      folder: join(folder, '.layers', name),
      fetch: (locked) => packageTarballs(locked, { cacheFolder }),
    });
}

/** Reads the architecture of all functions from provider.yml. */
function deployedPlatform(): Platform {
  const file = join(workspaceRoot, 'tools/serverless-conventions/provider.yml');
  const { architecture } = parse(readFileSync(file, 'utf8')) as { architecture: string };
  return lambdaPlatform(architecture);
}
