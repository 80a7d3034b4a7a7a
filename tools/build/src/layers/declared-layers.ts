import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** What `layers.yml` beside a serverless.yml says of one layer. */
export interface DeclaredLayer {
  /** The key in serverless.yml's `layers`, too. */
  readonly name: string;
  /** Packages that the root installs; what they need comes along. */
  readonly packages: readonly string[];
  readonly leaveOut: readonly string[];
  readonly maxZippedMegabytes: number;
}

export const LAYERS_FILE = 'layers.yml';

/**
 * @param folder  of a service
 * @returns the layers that it publishes, none where it has no layers.yml
 * @throws CommandError where the file does not say what a layer consists of
 */
export function declaredLayers(folder: string): DeclaredLayer[] {
  const file = join(folder, LAYERS_FILE);
  if (!existsSync(file)) return [];
  const declared = parse(readFileSync(file, 'utf8')) as Record<string, Partial<DeclaredLayer>>;
  return Object.entries(declared ?? {}).map(
    ([name, { packages = [], leaveOut = [], maxZippedMegabytes = 0 }]) => {
      if (packages.length > 0 && maxZippedMegabytes > 0)
        return { name, packages, leaveOut, maxZippedMegabytes };
      throw new CommandError(
        `services/${basename(folder)}/${LAYERS_FILE}: ${name} needs "packages", a list of names, and "maxZippedMegabytes".`,
      );
    },
  );
}
