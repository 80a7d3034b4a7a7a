import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { declaredLayers } from '../../../build/src/layers/declared-layers.ts';
import { lockedPackages, type Lock } from '../../../build/src/layers/locked-packages.ts';
import { lambdaPlatform } from '../../../build/src/layers/platform.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { readPackage, type ShippedPackage } from './shipped-package.ts';

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/**
 * Finds the packages whose code the bundles and layers of all services contain.
 *
 * @param root  the root of the workspace, with built services
 * @returns the packages, sorted by name
 * @throws CommandError if no service is built
 */
export function readShippedPackages(root: string): ShippedPackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const metafiles = globSync('services/*/dist/meta.json', { cwd: root }).map(
    (file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Metafile,
  );
  if (metafiles.length === 0)
    throw new CommandError('No service is built. Run "npx nx run-many -t build" first.');
  const paths = new Set([...metafiles.flatMap(bundledPackages), ...layerPackages(root, lock)]);
  return [...paths]
    .map((path) => readPackage(root, path, lock))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * @param metafile  of esbuild, with inputs relative to the root of the workspace
 * @returns the installation paths of the packages that the outputs contain: `node_modules/@middy/core`
 */
export const bundledPackages = ({ outputs }: Metafile): string[] => [
  ...new Set(
    Object.values(outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([input]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []),
  ),
];

function layerPackages(root: string, lock: Lock): string[] {
  const provider = readFileSync(join(root, 'tools/serverless-conventions/provider.yml'), 'utf8');
  const { architecture } = parse(provider) as { readonly architecture: string };
  return globSync('services/*/layers.yml', { cwd: root })
    .flatMap((file) => declaredLayers(join(root, file, '..')))
    .flatMap(({ packages }) => lockedPackages(lock, packages, lambdaPlatform(architecture)))
    .map(({ path }) => path);
}
