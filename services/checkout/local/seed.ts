import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Seed } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { discounts } from './discounts.ts';
import { shippingOptions, taxRates } from './pricing-rules.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const BATCH_SIZE = 25;

/** Seeds shipping options, tax rates and discounts. Product projections follow from the events of other services. */
const seed: Seed = async ({ awsClientConfig, tableName, log }) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig));
  const write = async (table: string, records: readonly Record<string, unknown>[]) => {
    for (let first = 0; first < records.length; first += BATCH_SIZE) {
      const puts = records.slice(first, first + BATCH_SIZE).map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [tableName('checkout', table)]: puts } }));
    }
  };
  await write('DiscountsTable', discounts);
  await write('PricingRulesTable', [...shippingOptions, ...taxRates]);
  client.destroy();
  log(
    `${discounts.length} discounts, ${shippingOptions.length} shipping options, ${taxRates.length} tax rates`,
  );
};

export default seed;
