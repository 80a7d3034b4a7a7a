import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { waitUntil } from '#libs/testing';
import { type LocalCloud, startLocalCloud } from '../../src/boot/local-cloud.ts';
import type { FaultRule } from '../../src/faults/plan/plan.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { faultyWorkspace } from './faulty-workspace.ts';

const SEED = 7;

/** Boots a cloud for the tests of a file, and returns what they do with it. Each test begins without faults. */
export function useFaultyCloud() {
  const stateFolder = join(temporaryFolder('faults-state-'), 'state');
  const output: string[] = [];
  const say = (message: string) => void output.push(message);
  let cloud: LocalCloud;
  let bootedAt: number;
  let counter = 0;

  beforeAll(async () => {
    cloud = await startLocalCloud({
      workspaceFolder: faultyWorkspace(),
      stateFolder,
      terminal: { info: say, warn: say, error: say, detail: say, functionLine: say },
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
      faults: { seed: SEED },
    });
    bootedAt = performance.now();
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    await cloud.settled();
    cloud.faults.use({});
  });

  const config = (requestTimeout = 20_000) => ({
    endpoint: cloud.endpointUrl,
    region: 'us-east-1',
    credentials: cloud.credentials,
    maxAttempts: 1,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
  const tables = (requestTimeout?: number) => new DynamoDBClient(config(requestTimeout));
  const table = () => cloud.resource('shop', 'Items').ref;

  return {
    cloud: () => cloud,
    stateFolder,
    /** What the cloud printed. */
    printed: () => output.join('\n'),
    bootedAt: () => bootedAt,
    config,
    tables,
    table,
    newId: () => `item-${counter++}`,
    put: (id: string, kind = 'k') =>
      new PutItemCommand({ TableName: table(), Item: { id: { S: id }, kind: { S: kind } } }),
    async exists(id: string, isConsistent = true): Promise<boolean> {
      const read = { TableName: table(), Key: { id: { S: id } }, ConsistentRead: isConsistent };
      return (await tables().send(new GetItemCommand(read))).Item !== undefined;
    },
    inject: (rule: FaultRule) => cloud.faults.use({ seed: SEED, rules: [{ nth: 1, ...rule }] }),
    async invoke(event: object) {
      const { FunctionError, Payload } = await new LambdaClient(config()).send(
        new InvokeCommand({ FunctionName: 'write', Payload: JSON.stringify(event) }),
      );
      return { FunctionError, result: JSON.parse(Buffer.from(Payload!).toString()) };
    },
    async execute(stateMachineArn: string, input: object) {
      const client = new SFNClient(config());
      const { executionArn } = await client.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
      );
      return waitUntil(async () => {
        const described = await client.send(new DescribeExecutionCommand({ executionArn }));
        return described.status === 'RUNNING' ? undefined : described;
      });
    },
    /** What a function received, in its order. */
    received: (functionName: string, ...ids: readonly string[]): readonly string[] =>
      cloud.activity
        .logs({ functionName, event: 'received' })
        .items.map(({ text }) => (JSON.parse(text) as { id: string }).id)
        .filter((id) => ids.includes(id))
        .toReversed(),
  };
}

/** Selects the writes of tests. */
export const ofDeveloper = { call: 'dynamodb:PutItem', function: 'developer' } as const;
