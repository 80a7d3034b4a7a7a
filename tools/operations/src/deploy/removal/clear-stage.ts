import { isPreview } from '../../../../serverless-conventions/src/preview-stage.ts';
import type { Buckets } from '../../aws/buckets.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import type { Stacks } from '../../aws/stacks.ts';

interface Target {
  readonly name: string;
  readonly stage: string;
  readonly stackName: string;
}

interface Dependencies {
  readonly stacks: Pick<Stacks, 'resources'>;
  readonly buckets: Buckets;
  readonly print: (line: string) => void;
}

/** The logical ID of the bucket that osls uploads to. */
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/**
 * Empties the buckets of a stack, because CloudFormation deletes only empty buckets. In a permanent stage it empties only
 * the deployment bucket: no command deletes data, and data stores are retained.
 */
export async function emptyBuckets(
  { name, stage, stackName }: Target,
  { stacks, buckets, print }: Dependencies,
): Promise<void> {
  for (const resource of await stacks.resources(stackName)) {
    const { ResourceType, LogicalResourceId, PhysicalResourceId: bucket } = resource;
    if (ResourceType !== 'AWS::S3::Bucket' || !bucket) continue;
    if (!isPreview(stage) && LogicalResourceId !== DEPLOYMENT_BUCKET) continue;
    const count = await buckets.empty(bucket);
    if (count > 0) print(`${name}: ${count} objects deleted from ${bucket}.`);
  }
}

/**
 * Deletes the parameters that operators set in a stage, such as keys, after the stacks are deleted.
 *
 * @param of  the stage, and optionally one service
 */
export async function deleteStageParameters(
  { stage, name }: { readonly stage: string; readonly name?: string },
  { parameters, print }: { readonly parameters: ParameterStore; readonly print: (line: string) => void },
): Promise<void> {
  const path = ['/tradewind', stage, ...(name === undefined ? [] : [name])].join('/');
  const names = [...(await parameters.below(path)).keys()];
  for (const each of names) await parameters.remove(each);
  if (names.length > 0) print(`${names.length} parameters set by operators deleted from ${path}.`);
}
