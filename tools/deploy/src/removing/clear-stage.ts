import type { Buckets } from '../aws/buckets.ts';
import type { ParameterStore } from '../aws/parameter-store.ts';
import type { Stacks } from '../aws/stacks.ts';

interface Preview {
  readonly name: string;
  readonly stage: string;
  readonly stackName: string;
}

interface Needs {
  readonly stacks: Pick<Stacks, 'resources'>;
  readonly buckets: Buckets;
  readonly print: (line: string) => void;
}

/** Empties the buckets of a preview's stack: CloudFormation deletes a bucket only when there is nothing in it. */
export async function emptyBuckets(
  { name, stackName }: Preview,
  { stacks, buckets, print }: Needs,
): Promise<void> {
  for (const { ResourceType, PhysicalResourceId: bucket } of await stacks.resources(stackName)) {
    if (ResourceType !== 'AWS::S3::Bucket' || !bucket) continue;
    const count = await buckets.empty(bucket);
    if (count > 0) print(`${name}: ${count} objects deleted from ${bucket}.`);
  }
}

/** Forgets what somebody wrote by hand for the service in that stage, such as a key: its stack has taken the rest along. */
export async function forgetParameters(
  { name, stage }: Preview,
  { parameters, print }: { readonly parameters: ParameterStore; readonly print: (line: string) => void },
): Promise<void> {
  const names = [...(await parameters.below(`/tradewind/${stage}/${name}`)).keys()];
  for (const each of names) await parameters.remove(each);
  if (names.length > 0) print(`${name}: ${names.length} parameters written by hand deleted from ${stage}.`);
}
