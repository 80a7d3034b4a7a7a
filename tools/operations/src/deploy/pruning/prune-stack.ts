import type { LambdaVersions } from '../../aws/lambda-versions.ts';
import { prunable } from './prunable.ts';

/** The resources of a stack that have versions. */
export interface VersionedResources {
  readonly functions: readonly string[];
  /** ARNs of layer versions: `arn:aws:lambda:us-east-1:123456789012:layer:sharp:7`. */
  readonly layerVersions: readonly string[];
}

interface Options {
  readonly keep: number;
  readonly dryRun: boolean;
}

interface Dependencies {
  readonly lambda: LambdaVersions;
  readonly print: (line: string) => void;
}

/**
 * Deletes old versions of a stack's functions and layers. It keeps the newest, and those that an alias or a function uses.
 *
 * @returns how many versions were deleted, or would be with `dryRun`
 */
export async function pruneStack(
  { functions, layerVersions }: VersionedResources,
  options: Options,
  deps: Dependencies,
): Promise<number> {
  let count = 0;
  for (const name of functions) count += await pruneFunction(name, options, deps);
  // After the functions, because a deleted function version no longer uses its layers.
  const layers = [...new Set(layerVersions.map((arn) => arn.replace(/:\d+$/, '')))];
  const inUse = layers.length > 0 ? await deps.lambda.layersInUse() : new Set<string>();
  for (const layer of layers) count += await pruneLayer(layer, inUse, options, deps);
  return count;
}

async function pruneFunction(
  name: string,
  { keep, dryRun }: Options,
  { lambda, print }: Dependencies,
): Promise<number> {
  const { versions, liveCodeSha256 } = await lambda.ofFunction(name);
  const used = await lambda.aliased(name);
  const old = prunable(versions, { newest: keep, used, liveCodeSha256 });
  for (const { number } of old) {
    print(`${dryRun ? 'Would delete' : 'Deleting'} ${name} version ${number}`);
    if (!dryRun) await lambda.removeFunctionVersion(name, number);
  }
  return old.length;
}

async function pruneLayer(
  layerArn: string,
  inUse: ReadonlySet<string>,
  { keep, dryRun }: Options,
  { lambda, print }: Dependencies,
): Promise<number> {
  const name = layerArn.split(':').at(-1)!;
  const versions = await lambda.ofLayer(name);
  const used = new Set(
    versions.map(({ number }) => number).filter((number) => inUse.has(`${layerArn}:${number}`)),
  );
  const old = prunable(versions, { newest: keep, used });
  for (const { number } of old) {
    print(`${dryRun ? 'Would delete' : 'Deleting'} layer ${name} version ${number}`);
    if (!dryRun) await lambda.removeLayerVersion(name, number);
  }
  return old.length;
}
