import type { StreamRecord } from '../../contract/table-streams.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';
import type { ExpiredItems } from './expired-items.ts';
import { asDynamoDbTells, changesTheItem } from './table-streams.ts';

// Whoever reads a stream goes from one iterator to the next; older ones are of readers that have gone.
const REMEMBERED_ITERATORS = 1_000;

interface Page {
  readonly Records?: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

/**
 * Makes what GetRecords answers over the endpoint the same as what an event source mapping delivers: one change has
 * one event id, whoever reads it.
 */
export function createStreamReads({ expiredItems }: { readonly expiredItems: ExpiredItems }) {
  const streamOf = new Map<string, string>();

  function remember(iterator: string | undefined, streamArn: string) {
    if (iterator === undefined) return;
    streamOf.set(iterator, streamArn);
    const [oldest] = streamOf.keys();
    if (streamOf.size > REMEMBERED_ITERATORS && oldest !== undefined) streamOf.delete(oldest);
  }

  function translated(page: Page, streamArn: string): Page {
    remember(page.NextShardIterator, streamArn);
    const changes = (page.Records ?? []).filter(changesTheItem);
    return { ...page, Records: changes.map((record) => asDynamoDbTells(record, streamArn, expiredItems)) };
  }

  return {
    /** @returns the answer to an operation, as DynamoDB would give it */
    told(operation: string, request: Buffer, answer: AwsResponse): AwsResponse {
      if (answer.status !== 200) return answer;
      const input = () => JSON.parse(request.toString()) as { StreamArn?: string; ShardIterator?: string };
      const output = () => JSON.parse(answer.body.toString()) as Page & { ShardIterator?: string };
      if (operation === 'GetShardIterator') remember(output().ShardIterator, input().StreamArn ?? '');
      if (operation !== 'GetRecords') return answer;
      const streamArn = streamOf.get(input().ShardIterator ?? '');
      if (streamArn === undefined) return answer;
      return { ...answer, body: JSON.stringify(translated(output(), streamArn)) };
    },
  };
}
