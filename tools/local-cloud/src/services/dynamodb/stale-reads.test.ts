import { describe, expect, it } from '@jest/globals';
import type { Item } from '../../contract/table-streams.ts';
import { createStaleReads } from './stale-reads.ts';

const item = (id: string, value: string): Item => ({ id: { S: id }, value: { S: value } });

/** A table that had `before` when it was written. */
async function written({ before }: { readonly before?: Item }) {
  let nowMillis = 0;
  const reads = createStaleReads({
    client: { send: async () => ({ Item: before }) as never },
    keyNames: () => ['id'],
    now: () => nowMillis,
  });
  await reads.beforeWrite('PutItem', { TableName: 'items', Item: item('a', 'new') });
  const read = (operation: string, input: object, output: object) => {
    const response = { status: 200, headers: { 'x-amz-crc32': '1' }, body: JSON.stringify(output) };
    const stale = reads.toStale(operation, { TableName: 'items', ...input }, response);
    return JSON.parse(stale.body.toString()) as object;
  };
  return { read, reads, wait: (millis: number) => (nowMillis += millis) };
}

const get = { Key: { id: { S: 'a' } } };

describe('an eventually consistent read', () => {
  it('returns an item as it was before the latest write', async () => {
    const { read } = await written({ before: item('a', 'old') });
    expect(read('GetItem', get, { Item: item('a', 'new') })).toEqual({ Item: item('a', 'old') });
  });

  it('misses a new item, also in a query and a scan', async () => {
    const { read } = await written({});
    expect(read('GetItem', get, { Item: item('a', 'new') })).toEqual({});
    const found = { Items: [item('a', 'new'), item('b', 'x')], Count: 2 };
    for (const operation of ['Query', 'Scan'])
      expect(read(operation, { IndexName: 'byValue' }, found)).toEqual({ Items: [item('b', 'x')], Count: 1 });
  });

  it('returns only the attributes of the projection', async () => {
    const { read } = await written({ before: item('a', 'old') });
    const projected = { Items: [{ id: { S: 'a' } }], Count: 1 };
    expect(read('Query', { ProjectionExpression: 'id' }, projected)).toEqual(projected);
  });

  it('returns the new item after a moment', async () => {
    const { read, wait } = await written({});
    wait(1_000);
    expect(read('GetItem', get, { Item: item('a', 'new') })).toEqual({ Item: item('a', 'new') });
  });

  it('has no checksum of the original response', async () => {
    const { reads } = await written({});
    const response = { status: 200, headers: { 'x-amz-crc32': '1' }, body: '{}' };
    expect(reads.toStale('GetItem', { TableName: 'items', ...get }, response).headers).toEqual({});
  });
});

it('leaves consistent reads and failures as they are', async () => {
  const { reads } = await written({});
  const response = { status: 200, headers: {}, body: JSON.stringify({ Item: item('a', 'new') }) };
  expect(reads.toStale('GetItem', { TableName: 'items', ...get, ConsistentRead: true }, response)).toBe(
    response,
  );
  const failure = { ...response, status: 400 };
  expect(reads.toStale('GetItem', { TableName: 'items', ...get }, failure)).toBe(failure);
});
