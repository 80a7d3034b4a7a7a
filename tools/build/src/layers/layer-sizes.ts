import { statSync } from 'node:fs';
import { join } from 'node:path';
import { declaredLayers } from './declared-layers.ts';

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** What one layer weighs in the package. */
export interface LayerSize {
  readonly name: string;
  readonly megabytes: number;
  readonly maxMegabytes: number;
}

/** @returns the size of each zip that packaging a service made of its layers */
export const layerSizes = (folder: string): LayerSize[] =>
  declaredLayers(folder).map(({ name, maxZippedMegabytes }) => ({
    name,
    megabytes: statSync(join(folder, '.serverless', `${name}.zip`)).size / BYTES_PER_MEGABYTE,
    maxMegabytes: maxZippedMegabytes,
  }));

/** @returns for people: `sharp.zip 8.1 of 50 MB` */
export const describeSize = ({ name, megabytes, maxMegabytes }: LayerSize): string =>
  `${name}.zip ${megabytes.toFixed(1)} of ${maxMegabytes} MB`;

/** @returns one message for each layer that is larger than it may be */
export const sizeFaults = (sizes: readonly LayerSize[]): string[] =>
  sizes
    .filter(({ megabytes, maxMegabytes }) => megabytes > maxMegabytes)
    .map(
      (size) =>
        `The layer ${describeSize(size)}: leave files out in layers.yml, or argue for another limit there.`,
    );
