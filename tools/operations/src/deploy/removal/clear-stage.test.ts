import { describe, expect, it } from '@jest/globals';
import { inMemoryParameterStore } from '../../aws/in-memory-parameter-store.ts';
import { emptyBuckets, deleteStageParameters } from './clear-stage.ts';

const preview = { name: 'stock', stage: 'pr-7', stackName: 'tradewind-stock-pr-7' };
const print = () => {};

describe('a preview that goes', () => {
  it('has its buckets emptied, and nothing else touched', async () => {
    const objects = new Map([
      ['images', 3],
      ['other-bucket', 5],
    ]);
    const resource = (ResourceType: string, PhysicalResourceId: string) => ({
      LogicalResourceId: PhysicalResourceId,
      ResourceType,
      PhysicalResourceId,
      LastUpdatedTimestamp: new Date(0),
      ResourceStatus: 'CREATE_COMPLETE' as const,
    });
    await emptyBuckets(preview, {
      stacks: {
        resources: async (stackName) =>
          stackName === preview.stackName
            ? [resource('AWS::S3::Bucket', 'images'), resource('AWS::SQS::Queue', 'other-bucket')]
            : [],
      },
      buckets: {
        async empty(bucket) {
          const count = objects.get(bucket) ?? 0;
          objects.delete(bucket);
          return count;
        },
      },
      print,
    });
    expect([...objects.keys()]).toEqual(['other-bucket']);
  });

  it('deletes its parameters, and not those of another service or stage', async () => {
    const others = [
      '/tradewind/pr-7/stockroom/key',
      '/tradewind/pr-70/stock/key',
      '/tradewind/dev/stock/key',
    ];
    const parameters = inMemoryParameterStore(
      Object.fromEntries(['/tradewind/pr-7/stock/key', ...others].map((name) => [name, 'x'])),
    );
    await deleteStageParameters(preview, { parameters, print });
    expect([...parameters.values.keys()]).toEqual(others);
  });

  it('takes along all parameters once all services are gone', async () => {
    const parameters = inMemoryParameterStore({
      '/tradewind/pr-7/gone/key': 'x',
      '/tradewind/pr-70/stock/key': 'x',
    });
    await deleteStageParameters({ stage: 'pr-7' }, { parameters, print });
    expect([...parameters.values.keys()]).toEqual(['/tradewind/pr-70/stock/key']);
  });
});

it('a stage that stays keeps what is in its buckets, but for what osls uploaded', async () => {
  const emptied: string[] = [];
  const bucket = (LogicalResourceId: string) => ({
    LogicalResourceId,
    ResourceType: 'AWS::S3::Bucket',
    PhysicalResourceId: LogicalResourceId,
    LastUpdatedTimestamp: new Date(0),
    ResourceStatus: 'CREATE_COMPLETE' as const,
  });
  await emptyBuckets(
    { name: 'stock', stage: 'dev', stackName: 'tradewind-stock-dev' },
    {
      stacks: { resources: async () => [bucket('ImagesBucket'), bucket('ServerlessDeploymentBucket')] },
      buckets: { empty: async (name) => emptied.push(name) },
      print,
    },
  );
  expect(emptied).toEqual(['ServerlessDeploymentBucket']);
});
