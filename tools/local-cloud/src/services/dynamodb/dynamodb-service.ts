import { join } from 'node:path';
import type { TableStreams } from '../../contract/table-streams.ts';
import type { AwsRequest, AwsResponse } from '../../contract/aws-request.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { createDynamoDbClient, targetOf, type DynamoDbClient } from './dynamodb-client.ts';
import { findDynamoDbEngine, type DynamoDbEngine } from './dynamodb-engine.ts';
import { startDynamoDbProcess } from './dynamodb-process.ts';
import { toCloudRegion, toEngineRegion } from './engine-region.ts';
import { createExpiredItems } from './expired-items.ts';
import { tableResource } from './table-resource.ts';
import { createStreamReads } from './stream-reads.ts';
import { createTableStreams } from './table-streams.ts';
import { createTimeToLive, type TimeToLive } from './time-to-live.ts';
import { writtenTables } from './written-tables.ts';

export interface DynamoDbService extends LocalService {
  readonly streams: TableStreams;
  readonly timeToLive: Pick<TimeToLive, 'sweep'>;
}

interface Dependencies {
  /** The state folder of the whole local cloud; tables live in its `dynamodb`. */
  readonly stateFolder: string;
  readonly log: (line: string) => void;
  readonly engine?: DynamoDbEngine;
}

// Neither names nor answers with an ARN: passed through unread, for these are the calls that must be fast.
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
 * DynamoDB: an engine as a child process, its tables in the state folder, and what the engine lacks:
 * items that expire, and ARNs of our region.
 *
 * @throws Error that says what to install, or that the stored tables are damaged.
 */
export async function createDynamoDbService({
  stateFolder,
  log,
  engine,
}: Dependencies): Promise<DynamoDbService> {
  const folder = join(stateFolder, 'dynamodb');
  const child = await startDynamoDbProcess({ engine: engine ?? findDynamoDbEngine(), folder });
  const client = createDynamoDbClient({ port: child.port });
  let isStopping = false;
  const reportEnd = async () => {
    const said = await child.ended;
    if (!isStopping) log(`dynamodb: the database process ended: ${said.trim()}. Restart \`npm start\`.`);
  };
  void reportEnd();

  const engineRegion = regionOnceKnown(client);
  const expiredItems = createExpiredItems({ file: join(folder, 'expired-items.sqlite') });
  const streams = createTableStreams({ client, engineRegion, expiredItems });
  const streamReads = createStreamReads({ expiredItems });
  const timeToLive = createTimeToLive({ client, expiredItems, log, tableChanged: streams.changed });

  return {
    name: 'dynamodb',
    signingNames: ['dynamodb'],
    streams,
    timeToLive,
    resources: {
      'AWS::DynamoDB::Table': tableResource({
        client,
        engineRegion,
        expireItems: ({ tableName, keySchema, timeToLiveAttribute }) =>
          timeToLive.watch({
            tableName,
            keyNames: keySchema.map(({ AttributeName }) => AttributeName),
            attribute: timeToLiveAttribute,
          }),
      }),
    },
    async handle({ operation = '', body }: AwsRequest): Promise<AwsResponse> {
      if (!ITEM_OPERATIONS.has(operation)) {
        const answer = await forwardInOurRegion(client, await engineRegion(), operation, body);
        return streamReads.told(operation, body, answer);
      }
      const response = await client.forward(targetOf(operation), body);
      if (response.status === 200) {
        const tables = writtenTables(operation, body);
        if (tables === 'any') streams.changed('any');
        else for (const table of tables) streams.changed(table);
      }
      return response;
    },
    async stop() {
      isStopping = true;
      await timeToLive.stop();
      client.close();
      expiredItems.close();
      await child.stop();
    },
  };
}

async function forwardInOurRegion(client: DynamoDbClient, region: string, operation: string, body: Buffer) {
  const response = await client.forward(
    targetOf(operation),
    Buffer.from(toEngineRegion(body.toString(), region)),
  );
  // The engine's own answer does not say which operation it is.
  if (response.status === 400 && response.body.includes('UnknownOperationException'))
    throw unknownOperation('dynamodb', operation);
  const { 'x-amz-crc32': _ofTheOldBody, ...headers } = response.headers;
  return { ...response, headers, body: toCloudRegion(response.body.toString(), region) };
}

/** The engine tells its region only in the ARN of a table; until there is one, no ARN needs a translation. */
function regionOnceKnown(client: DynamoDbClient): () => Promise<string> {
  let known: Promise<string | undefined> | undefined;
  return async () => {
    known ??= client
      .send<{ TableNames: string[] }>('ListTables', { Limit: 1 })
      .then(async ({ TableNames: [first] }) => {
        if (first === undefined) return undefined;
        const { Table } = await client.send<{ Table: { TableArn: string } }>('DescribeTable', {
          TableName: first,
        });
        return Table.TableArn.split(':')[3];
      });
    const region = await known;
    if (region === undefined) known = undefined;
    return region ?? '';
  };
}
