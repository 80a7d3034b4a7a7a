import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import type { ResourceProvider } from '../../contract/local-service.ts';
import type { DynamoDbClient } from './dynamodb-client.ts';
import { toCloudRegion } from './engine-region.ts';
import { planTableUpdates, type TableDescription } from './table-updates.ts';
import { toTableDefinition, type TableDefinition } from './table-definition.ts';

interface Dependencies {
  readonly client: DynamoDbClient;
  readonly engineRegion: () => Promise<string>;
  /** Called for each deployed table, to delete its expired items. */
  readonly onDeployed: (table: TableDefinition) => void;
}

const ON_DEMAND = 'local capacity is unlimited: every table is on-demand';

/** `AWS::DynamoDB::Table`. */
export function tableResource({ client, engineRegion, onDeployed }: Dependencies): ResourceProvider {
  return {
    holdsData: true,
    // Deleting the items would write their removal to the table's stream, and consumers would follow it.
    clear: async (_resource, { ref: TableName }) => void (await client.send('DeleteTable', { TableName })),
    honors: [
      'TableName',
      'AttributeDefinitions',
      'KeySchema',
      'GlobalSecondaryIndexes',
      'LocalSecondaryIndexes',
      'StreamSpecification',
      'TimeToLiveSpecification',
      'Tags',
    ],
    ignores: {
      BillingMode: ON_DEMAND,
      ProvisionedThroughput: ON_DEMAND,
      OnDemandThroughput: ON_DEMAND,
      WarmThroughput: ON_DEMAND,
      TableClass: 'the table class affects only the price',
      ContributorInsightsSpecification: 'CloudWatch Contributor Insights is not emulated',
      PointInTimeRecoverySpecification: 'local data is not backed up',
      SSESpecification: 'local files are not encrypted',
      DeletionProtectionEnabled: 'only `npm start -- --fresh` deletes local tables',
    },
    async deploy(resource: Resource): Promise<DeployedResource> {
      const table = toTableDefinition(resource);
      const described = (await describe(client, table.tableName)) ?? (await create(client, table));
      for (const update of planTableUpdates(described, table)) {
        await client.send('UpdateTable', { TableName: table.tableName, ...update });
        await waitUntilActive(client, table.tableName);
      }
      await updateTimeToLive(client, table);
      onDeployed(table);
      const { TableArn, LatestStreamArn } = await waitUntilActive(client, table.tableName);
      const region = await engineRegion();
      return {
        ref: table.tableName,
        attributes: {
          Arn: toCloudRegion(TableArn, region),
          ...(table.streamViewType !== undefined && {
            StreamArn: toCloudRegion(LatestStreamArn ?? '', region),
          }),
        },
      };
    },
  };
}

async function describe(client: DynamoDbClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send<{ Table: TableDescription }>('DescribeTable', { TableName: tableName })).Table;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(client: DynamoDbClient, table: TableDefinition): Promise<TableDescription> {
  await client.send('CreateTable', {
    TableName: table.tableName,
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.globalIndexes.length > 0 && { GlobalSecondaryIndexes: table.globalIndexes }),
    ...(table.localIndexes.length > 0 && { LocalSecondaryIndexes: table.localIndexes }),
    ...(table.streamViewType !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamViewType },
    }),
    ...(table.tags.length > 0 && { Tags: table.tags }),
  });
  return waitUntilActive(client, table.tableName);
}

async function waitUntilActive(client: DynamoDbClient, tableName: string): Promise<TableDescription> {
  for (;;) {
    const described = await describe(client, tableName);
    const indexes = described?.GlobalSecondaryIndexes ?? [];
    const isActive =
      described?.TableStatus === 'ACTIVE' &&
      indexes.every(({ IndexStatus = 'ACTIVE' }) => IndexStatus === 'ACTIVE');
    if (isActive) return described;
    await sleep(10);
  }
}

interface DescribeTimeToLiveOutput {
  readonly TimeToLiveDescription?: { readonly TimeToLiveStatus?: string; readonly AttributeName?: string };
}

async function updateTimeToLive(client: DynamoDbClient, { tableName, timeToLiveAttribute }: TableDefinition) {
  const { TimeToLiveDescription: current } = await client.send<DescribeTimeToLiveOutput>(
    'DescribeTimeToLive',
    {
      TableName: tableName,
    },
  );
  const currentAttribute = current?.TimeToLiveStatus === 'ENABLED' ? current.AttributeName : undefined;
  if (currentAttribute === timeToLiveAttribute) return;
  const set = (AttributeName: string | undefined, Enabled: boolean) =>
    client.send('UpdateTimeToLive', {
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName, Enabled },
    });
  if (currentAttribute !== undefined) await set(currentAttribute, false);
  if (timeToLiveAttribute !== undefined) await set(timeToLiveAttribute, true);
}
