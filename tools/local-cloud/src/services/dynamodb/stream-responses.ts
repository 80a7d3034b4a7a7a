import type { StreamRecord } from '../../contract/table-streams.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';
import type { ExpiredItems } from './expired-items.ts';
import { isItemChange, toDynamoDbRecord } from './table-streams.ts';

// A consumer uses each iterator once; older iterators belong to consumers that have stopped.
const MAX_ITERATORS = 1_000;

interface Page {
  readonly Records?: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

/**
 * Converts GetRecords responses of the endpoint to the records that an event source mapping delivers: a record has the
 * same event ID for every consumer.
 */
export function createStreamResponses({ expiredItems }: { readonly expiredItems: ExpiredItems }) {
  const streamArns = new Map<string, string>();

  function remember(iterator: string | undefined, streamArn: string) {
    if (iterator === undefined) return;
    streamArns.set(iterator, streamArn);
    const [oldest] = streamArns.keys();
    if (streamArns.size > MAX_ITERATORS && oldest !== undefined) streamArns.delete(oldest);
  }

  function toDynamoDbPage(page: Page, streamArn: string): Page {
    remember(page.NextShardIterator, streamArn);
    const changes = (page.Records ?? []).filter(isItemChange);
    return { ...page, Records: changes.map((record) => toDynamoDbRecord(record, streamArn, expiredItems)) };
  }

  return {
    /** @returns the response to an operation as DynamoDB would return it */
    convert(operation: string, request: Buffer, response: AwsResponse): AwsResponse {
      if (response.status !== 200) return response;
      const input = () => JSON.parse(request.toString()) as { StreamArn?: string; ShardIterator?: string };
      const output = () => JSON.parse(response.body.toString()) as Page & { ShardIterator?: string };
      if (operation === 'GetShardIterator') remember(output().ShardIterator, input().StreamArn ?? '');
      if (operation !== 'GetRecords') return response;
      const streamArn = streamArns.get(input().ShardIterator ?? '');
      if (streamArn === undefined) return response;
      return { ...response, body: JSON.stringify(toDynamoDbPage(output(), streamArn)) };
    },
  };
}
