import { prunable, type PublishedVersion } from './prunable.ts';

/** What is asked of Lambda. */
export interface LambdaVersions {
  /** @returns all versions but `$LATEST`, which `liveCodeSha256` stands for */
  ofFunction(name: string): Promise<{ versions: PublishedVersion[]; liveCodeSha256: string | undefined }>;
  /** @returns versions that aliases lead to, those with a part of the traffic too */
  aliased(functionName: string): Promise<Set<number>>;
  ofLayer(name: string): Promise<PublishedVersion[]>;
  /** @returns ARNs of all layer versions that functions of the region use, old versions of functions too */
  layersInUse(): Promise<Set<string>>;
  removeFunctionVersion(name: string, version: number): Promise<void>;
  removeLayerVersion(name: string, version: number): Promise<void>;
}

/** The part of a stack that has versions. */
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
 * Removes old versions of a stack's functions and layers: all but the newest, and what an alias or a live function uses.
 *
 * @returns how many were, or with `dryRun` would be, removed
 */
export async function pruneStack(
  { functions, layerVersions }: VersionedResources,
  options: Options,
  deps: Dependencies,
): Promise<number> {
  let count = 0;
  for (const name of functions) count += await pruneFunction(name, options, deps);
  // Afterwards, for a function version that has gone uses no layer any more.
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
    print(`${dryRun ? 'would remove' : 'removing'} ${name} version ${number}`);
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
    print(`${dryRun ? 'would remove' : 'removing'} layer ${name} version ${number}`);
    if (!dryRun) await lambda.removeLayerVersion(name, number);
  }
  return old.length;
}
