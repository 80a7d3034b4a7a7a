import { describe, expect, it } from '@jest/globals';
import type { DynamoDbClient } from '#libs/aws';
import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';

type Keys = Record<string, { Keys: { id: number }[] }>;

/** A table that returns a limited number of records per call and leaves the rest unprocessed. */
function fakeClient(recordsPerCall: number) {
  let calls = 0;
  const batchGetOnce = async ({ RequestItems }: BatchGetCommandInput) => {
    calls++;
    const [[table, { Keys }]] = Object.entries(RequestItems as Keys) as [[string, Keys[string]]];
    const rest = Keys.slice(recordsPerCall);
    return {
      Responses: { [table]: Keys.slice(0, recordsPerCall) },
      $metadata: {},
      UnprocessedKeys: rest.length > 0 ? { [table]: { Keys: rest } } : {},
    };
  };
  return {
    client: { batchGet: batchGetOnce } as Partial<DynamoDbClient> as DynamoDbClient,
    calls: () => calls,
  };
}
const requestItems = { seats: { Keys: [{ id: 1 }, { id: 2 }, { id: 3 }] } };

describe('batchGet', () => {
  it('requests unprocessed keys again', async () => {
    const { client, calls } = fakeClient(2);
    expect(await batchGet(client, requestItems)).toEqual({ seats: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(calls()).toBe(2);
  });

  it('sends no request for no keys', async () => {
    const { client, calls } = fakeClient(2);
    expect(await batchGet(client, { seats: { Keys: [] } })).toEqual({});
    expect(calls()).toBe(0);
  });

  it('throws unavailable when keys stay unprocessed', async () => {
    await expect(batchGet(fakeClient(0).client, requestItems)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'checkout.busy',
    });
  });
});
