import { statSync } from 'node:fs';
import { join } from 'node:path';
import { declaredLayers } from './declared-layers.ts';

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** The size of a packaged layer. */
export interface LayerSize {
  readonly name: string;
  readonly megabytes: number;
  readonly maxMegabytes: number;
}

/** @returns the sizes of the layer zips of a packaged service */
export const layerSizes = (folder: string): LayerSize[] =>
  declaredLayers(folder).map(({ name, maxZippedMegabytes }) => ({
    name,
    megabytes: statSync(join(folder, '.serverless', `${name}.zip`)).size / BYTES_PER_MEGABYTE,
    maxMegabytes: maxZippedMegabytes,
  }));

/** Formats a size: `sharp.zip 8.1 of 50 MB`. */
export const describeSize = ({ name, megabytes, maxMegabytes }: LayerSize): string =>
  `${name}.zip ${megabytes.toFixed(1)} of ${maxMegabytes} MB`;

/** @returns one message for each layer that exceeds its maximum size */
export const layerSizeViolations = (sizes: readonly LayerSize[]): string[] =>
  sizes
    .filter(({ megabytes, maxMegabytes }) => megabytes > maxMegabytes)
    .map(
      (size) =>
        `The layer ${describeSize(size)} is too large. Exclude files or raise maxZippedMegabytes in layers.yml.`,
    );
