import { describe, expect, it } from '@jest/globals';
import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';

type Keys = Record<string, { Keys: { id: number }[] }>;

/** A table that answers so many records at a time and leaves the rest. */
function answering(atATime: number) {
  let calls = 0;
  const send = async ({ input }: BatchGetCommand) => {
    calls++;
    const [[table, { Keys }]] = Object.entries(input.RequestItems as Keys) as [[string, Keys[string]]];
    const rest = Keys.slice(atATime);
    return {
      Responses: { [table]: Keys.slice(0, atATime) },
      UnprocessedKeys: rest.length > 0 ? { [table]: { Keys: rest } } : {},
    };
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, calls: () => calls };
}
const wanted = { seats: { Keys: [{ id: 1 }, { id: 2 }, { id: 3 }] } };

describe('batchGet', () => {
  it('asks again for what was left', async () => {
    const { client, calls } = answering(2);
    expect(await batchGet(client, wanted)).toEqual({ seats: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(calls()).toBe(2);
  });

  it('asks for nothing where nothing is wanted', async () => {
    const { client, calls } = answering(2);
    expect(await batchGet(client, { seats: { Keys: [] } })).toEqual({});
    expect(calls()).toBe(0);
  });

  it('gives up where nothing comes, and says that trying later helps', async () => {
    await expect(batchGet(answering(0).client, wanted)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'checkout.busy',
    });
  });
});
