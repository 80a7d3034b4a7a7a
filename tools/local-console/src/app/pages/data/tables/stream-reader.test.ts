import { describe, expect, it } from '@jest/globals';
import { createStreamReader, type StreamChange } from './stream-reader.ts';

const change = (eventID: string) => ({ eventID }) as StreamChange;

/** A stream with shards of pages; a shard ends with its last page if it is closed. */
function fakeStream(shards: Record<string, { pages: string[][]; isClosed?: boolean }>) {
  const read: string[] = [];
  const callAws = async <Result>(_service: string, operation: string, input: object) => {
    const { ShardId = '', ShardIterator = '' } = input as { ShardId?: string; ShardIterator?: string };
    if (operation === 'DescribeStream')
      return { StreamDescription: { Shards: Object.keys(shards).map((id) => ({ ShardId: id })) } } as Result;
    if (operation === 'GetShardIterator') return { ShardIterator: `${ShardId}:0` } as Result;
    read.push(ShardIterator);
    const [id = '', position = ''] = ShardIterator.split(':');
    const { pages, isClosed = false } = shards[id]!;
    const page = pages[Number(position)];
    const next = page === undefined ? Number(position) : Number(position) + 1;
    return {
      Records: (page ?? []).map(change),
      ...(isClosed && next >= pages.length ? {} : { NextShardIterator: `${id}:${next}` }),
    } as Result;
  };
  return { callAws, read };
}

const ids = (changes: readonly StreamChange[]) => changes.map(({ eventID }) => eventID);

describe('the reader of a stream', () => {
  it('returns each record once, over pages and later calls', async () => {
    const shard = { pages: [['1', '2'], ['3']] };
    const { callAws } = fakeStream({ a: shard });
    const next = createStreamReader('arn', callAws);
    expect(ids(await next())).toEqual(['1', '2', '3']);
    expect(await next()).toEqual([]);
    shard.pages.push(['4']);
    expect(ids(await next())).toEqual(['4']);
  });

  it('reads new shards, and a closed shard only to its end', async () => {
    const shards: Parameters<typeof fakeStream>[0] = { a: { pages: [['1']], isClosed: true } };
    const { callAws, read } = fakeStream(shards);
    const next = createStreamReader('arn', callAws);
    expect(ids(await next())).toEqual(['1']);
    shards['b'] = { pages: [['2']] };
    expect(ids(await next())).toEqual(['2']);
    expect(read.filter((iterator) => iterator.startsWith('a'))).toEqual(['a:0']);
  });
});
