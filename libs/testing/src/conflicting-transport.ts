import { dynamoDbClient, nodeTransport, type DynamoDbClient, type Transport } from '#libs/aws';
import { runningCloud } from './running-cloud.ts';
import { seededRandom } from './seeded-random.ts';

// Transactions end: more conflicts of one request would be an outage.
const MAX_CONFLICTS = 4;
const CONFLICT_RATE = 0.5;

const conflicts: Readonly<Record<string, (body: string) => object>> = {
  PutItem: () => single,
  UpdateItem: () => single,
  DeleteItem: () => single,
  TransactWriteItems: canceled,
};
const single = { __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException' };

/**
 * Makes a transport behave as if transactions were in progress on the items that are written: DynamoDB rejects about half of
 * the requests without an effect, each up to four times. The local engine has no conflicts of its own.
 */
export function conflictingTransport(transport: Transport, seed: number): Transport {
  const random = seededRandom(seed);
  const conflictsOf = new Map<string, number>();
  return async (request, timeouts) => {
    const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const toConflict = conflicts[operation];
    const count = conflictsOf.get(request.body) ?? 0;
    if (!toConflict || count === MAX_CONFLICTS || random() >= CONFLICT_RATE)
      return transport(request, timeouts);
    conflictsOf.set(request.body, count + 1);
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    return { status: 400, headers, body: JSON.stringify(toConflict(request.body)) };
  };
}

/**
 * Creates a client of the running cloud for contract tests of repositories: half of its writes first meet a transaction. A
 * repository must pass its tests all the same.
 *
 * @param seed  chooses the requests that conflict
 */
export function conflictingDynamoDb(seed = 1): DynamoDbClient {
  const transport = conflictingTransport(nodeTransport(), seed);
  // The conflicts end at once, so the retries do not have to wait for them.
  return dynamoDbClient(runningCloud().clientConfig, {
    transport,
    sleep: () => new Promise((resolve) => void setImmediate(resolve)),
  });
}

function canceled(body: string): object {
  const { TransactItems } = JSON.parse(body) as { readonly TransactItems: readonly object[] };
  return {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    CancellationReasons: TransactItems.map((_, index) => ({
      Code: index === 0 ? 'TransactionConflict' : 'None',
    })),
  };
}
