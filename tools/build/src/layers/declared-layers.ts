import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** A layer in the `layers.yml` of a service. */
export interface DeclaredLayer {
  /** The key in layers.yml, and under `layers` in serverless.yml. */
  readonly name: string;
  /** Packages of the root package.json; their dependencies are included. */
  readonly packages: readonly string[];
  readonly exclude: readonly string[];
  readonly maxZippedMegabytes: number;
}

export const LAYERS_FILE = 'layers.yml';

/**
 * @param folder  the folder of a service
 * @returns its layers; empty without a layers.yml
 * @throws CommandError if a layer has no packages or no maximum size
 */
export function declaredLayers(folder: string): DeclaredLayer[] {
  const file = join(folder, LAYERS_FILE);
  if (!existsSync(file)) return [];
  const declared = parse(readFileSync(file, 'utf8')) as Record<string, Partial<DeclaredLayer>>;
  return Object.entries(declared ?? {}).map(
    ([name, { packages = [], exclude = [], maxZippedMegabytes = 0 }]) => {
      if (packages.length > 0 && maxZippedMegabytes > 0)
        return { name, packages, exclude, maxZippedMegabytes };
      throw new CommandError(
        `services/${basename(folder)}/${LAYERS_FILE}: ${name} lacks "packages" or "maxZippedMegabytes". Set both.`,
      );
    },
  );
}
