import { describe, expect, it } from '@jest/globals';
import { conflictingTransport } from '#libs/testing';
import fc from 'fast-check';
import type { HttpRequest, Transport } from '../http/transport.ts';
import { dynamoDbClient, type DynamoDbClient } from './dynamodb-client.ts';

const config = {
  endpoint: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'access-key', secretAccessKey: 'secret' },
};
const key = { TableName: 'seats', Key: { id: 'a1' } };
const writes: readonly ((client: DynamoDbClient) => Promise<object>)[] = [
  (client) => client.put({ TableName: 'seats', Item: { id: 'a1' } }),
  (client) => client.update(key),
  (client) => client.delete(key),
];

/** A client of a table on which a transaction is in progress during the first requests. */
function setup({ conflicts, maxAttempts = 3 }: { conflicts: number; maxAttempts?: number }) {
  const requests: HttpRequest[] = [];
  const pauses: number[] = [];
  const table: Transport = async (request) => {
    requests.push(request);
    const isConflict = requests.length <= conflicts;
    const body = isConflict
      ? { __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException' }
      : {};
    return { status: isConflict ? 400 : 200, headers: {}, body: JSON.stringify(body) };
  };
  const client = dynamoDbClient(
    { ...config, maxAttempts },
    { transport: table, random: () => 1, sleep: async (milliseconds) => void pauses.push(milliseconds) },
  );
  return { client, requests, pauses };
}

describe('a write that meets a transaction', () => {
  it.each(writes)('is repeated until the transaction has ended (%#)', async (write) => {
    const { client, requests, pauses } = setup({ conflicts: 5 });
    await write(client);
    expect(requests).toHaveLength(6);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(pauses).toEqual([20, 40, 80, 160, 320]);
  });

  it.each(writes)('throws the conflict after six attempts (%#)', async (write) => {
    const { client, requests } = setup({ conflicts: 99 });
    await expect(write(client)).rejects.toMatchObject({ name: 'TransactionConflictException' });
    expect(requests).toHaveLength(6);
  });

  it.each(writes)('is sent once by a client with a single attempt (%#)', async (write) => {
    const { client, requests } = setup({ conflicts: 1, maxAttempts: 1 });
    await expect(write(client)).rejects.toMatchObject({ name: 'TransactionConflictException' });
    expect(requests).toHaveLength(1);
  });

  it('takes effect once after any conflicts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.nat({ max: 2 }), { maxLength: 20 }),
        async (seed, chosen) => {
          let effects = 0;
          const table: Transport = async () => (effects++, { status: 200, headers: {}, body: '{}' });
          const transport = conflictingTransport(table, seed);
          const client = dynamoDbClient(config, { transport, sleep: async () => {} });
          for (const index of chosen) await writes[index]!(client);
          expect(effects).toBe(chosen.length);
        },
      ),
    ));
});
