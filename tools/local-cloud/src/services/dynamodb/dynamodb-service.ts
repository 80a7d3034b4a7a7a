import { join } from 'node:path';
import { noFaults, type Faults } from '../../contract/faults.ts';
import type { TableStreams } from '../../contract/table-streams.ts';
import type { AwsRequest, AwsResponse } from '../../contract/aws-request.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { createDynamoDbClient, toTarget, type DynamoDbClient } from './dynamodb-client.ts';
import type { DynamoDbEngine } from './dynamodb-engine.ts';
import { requireDynamoDbEngine } from './require-dynamodb-engine.ts';
import { keepEngineRunning } from './running-engine.ts';
import { toCloudRegion, toEngineRegion } from './engine-region.ts';
import { measureCapacity } from './consumed-capacity.ts';
import { createBehavingItems } from './behaving-items.ts';
import { createExpiredItems } from './expired-items.ts';
import { tableResource } from './table-resource.ts';
import { createStreamResponses } from './stream-responses.ts';
import { createWriteCauses } from './write-causes.ts';
import { createTableStreams } from './table-streams.ts';
import { createTimeToLive, type TimeToLive } from './time-to-live.ts';
import { getWrittenTables } from './get-written-tables.ts';

export interface DynamoDbService extends LocalService {
  readonly streams: TableStreams;
  readonly timeToLive: Pick<TimeToLive, 'sweep'>;
  /** Ends the database process, which is then started again. */
  killProcess(): void;
}

interface Dependencies {
  /** The state folder of the local cloud; tables are stored in its `dynamodb` folder. */
  readonly stateFolder: string;
  readonly log: (line: string) => void;
  /** Whether to measure the consumed capacity of the calls of roles. */
  readonly measuresCapacity?: boolean;
  readonly engine?: DynamoDbEngine;
  /** Whether calls conflict and reads are stale. Default: neither. */
  readonly faults?: Pick<Faults, 'behaviors' | 'random'>;
}

// These operations contain no ARN, so they are forwarded unparsed; they must be fast.
const ITEM_OPERATIONS = new Set([
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'BatchGetItem',
  'BatchWriteItem',
  'TransactGetItems',
  'TransactWriteItems',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'ExecuteTransaction',
]);

/**
 * DynamoDB: runs an engine as a child process with its tables in the state folder, and adds what the engine lacks:
 * Time to Live and ARNs of the local region.
 *
 * @throws EngineMissing with install instructions when no engine is found; CorruptState when the stored tables cannot be read.
 */
export async function createDynamoDbService({
  stateFolder,
  log,
  measuresCapacity = false,
  engine,
  faults = noFaults,
}: Dependencies): Promise<DynamoDbService> {
  const folder = join(stateFolder, 'dynamodb');
  const running = await keepEngineRunning({
    engine: engine ?? (await requireDynamoDbEngine({ log })),
    folder,
    log,
  });
  const client = createDynamoDbClient(running);

  const engineRegion = createRegionLookup(client);
  const writes = createWriteCauses();
  const expiredItems = createExpiredItems({ file: join(folder, 'expired-items.sqlite') });
  const streams = createTableStreams({ client, engineRegion, expiredItems, writes });
  const streamResponses = createStreamResponses({ expiredItems });
  const timeToLive = createTimeToLive({ client, expiredItems, log, onWrite: streams.notifyWrite });

  const keyNames = new Map<string, readonly string[]>();
  const behave = createBehavingItems({ faults, client, keyNames: (table) => keyNames.get(table) });

  async function forwardItems(request: AwsRequest, operation: string): Promise<AwsResponse> {
    const { body, input, trace, principal } = request;
    const forget =
      input === undefined || trace === undefined ? () => {} : writes.note(operation, input, trace);
    const measured =
      measuresCapacity && principal.kind === 'role' ? measureCapacity(operation, body) : undefined;
    const forward = () => client.forward(toTarget(operation), measured?.body ?? body);
    const response = await (input === undefined ? forward() : behave(operation, input, forward));
    if (response.status !== 200) forget();
    return measured?.toResponse(response) ?? response;
  }

  return {
    name: 'dynamodb',
    signingNames: ['dynamodb'],
    streams,
    timeToLive,
    killProcess: running.kill,
    resources: {
      'AWS::DynamoDB::Table': tableResource({
        client,
        engineRegion,
        onDeployed({ tableName, keySchema, timeToLiveAttribute }) {
          const names = keySchema.map(({ AttributeName }) => AttributeName);
          keyNames.set(tableName, names);
          timeToLive.configure({ tableName, keyNames: names, attribute: timeToLiveAttribute });
        },
      }),
    },
    async handle(request: AwsRequest): Promise<AwsResponse> {
      const { operation = '', body } = request;
      if (!ITEM_OPERATIONS.has(operation)) {
        const response = await forwardWithLocalRegion(client, await engineRegion(), operation, body);
        return streamResponses.convert(operation, body, response);
      }
      const response = await forwardItems(request, operation);
      if (response.status === 200) {
        const tables = getWrittenTables(operation, body);
        if (tables === 'any') streams.notifyWrite('any');
        else for (const table of tables) streams.notifyWrite(table);
      }
      return response;
    },
    async stop() {
      await timeToLive.stop();
      client.close();
      expiredItems.close();
      await running.stop();
    },
  };
}

async function forwardWithLocalRegion(
  client: DynamoDbClient,
  region: string,
  operation: string,
  body: Buffer,
) {
  const response = await client.forward(
    toTarget(operation),
    Buffer.from(toEngineRegion(body.toString(), region)),
  );
  // The error of the engine does not name the operation.
  if (response.status === 400 && response.body.includes('UnknownOperationException'))
    throw unknownOperation('dynamodb', operation);
  const { 'x-amz-crc32': _originalChecksum, ...headers } = response.headers;
  return { ...response, headers, body: toCloudRegion(response.body.toString(), region) };
}

/** The engine reveals its region only in table ARNs; without tables there are no ARNs to convert. */
function createRegionLookup(client: DynamoDbClient): () => Promise<string> {
  let lookup: Promise<string | undefined> | undefined;
  return async () => {
    lookup ??= client
      .send<{ TableNames: string[] }>('ListTables', { Limit: 1 })
      .then(async ({ TableNames: [first] }) => {
        if (first === undefined) return undefined;
        const { Table } = await client.send<{ Table: { TableArn: string } }>('DescribeTable', {
          TableName: first,
        });
        return Table.TableArn.split(':')[3];
      });
    const region = await lookup;
    if (region === undefined) lookup = undefined;
    return region ?? '';
  };
}
