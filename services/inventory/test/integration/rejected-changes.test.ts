import { afterAll, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const cloud = runningCloud();
const queues = new SQSClient(cloud.clientConfig);
const tables = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
const written: string[] = [];
afterAll(async () => {
  // The reconciliation of stock would report it.
  const TableName = await cloud.ref('inventory', 'StockTable');
  for (const productId of written)
    await tables.send(new DeleteCommand({ TableName, Key: { stockId: productId } }));
  queues.destroy();
  tables.destroy();
});

const writeStock = async (productId: string, available: number) =>
  tables.send(
    new PutCommand({
      TableName: await cloud.ref('inventory', 'StockTable'),
      Item: { stockId: productId, available, version: 1, holds: {}, correlationId: 'c-rejected' },
    }),
  );

it('an event that violates its contract stays with its producer, and delays no other event', async () => {
  const [invalid, valid] = [newId('prd'), newId('prd')];
  // No route writes this: it represents a defect of the service.
  written.push(invalid, valid);
  await writeStock(invalid, -1);
  await writeStock(valid, 7);

  const QueueUrl = await cloud.ref('inventory', 'UnpublishedChangesQueue');
  const rejected = await waitUntil(async () => {
    const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 });
    const { Messages = [] } = await queues.send(receive);
    return Messages.find(({ Body = '' }) => Body.includes(invalid));
  });
  expect(JSON.parse(rejected.Body ?? '')).toMatchObject({
    type: 'StockChanged',
    subject: invalid,
    correlationId: 'c-rejected',
    violations: ['/data/available must be >= 0'],
    requestContext: { condition: 'ContractViolated' },
    Records: [{ eventName: 'INSERT' }],
  });
  await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: rejected.ReceiptHandle }));

  // The event of the other product arrived in the projection of checkout.
  const TableName = await cloud.ref('checkout', 'ProductProjectionsTable');
  const projection = await waitUntil(
    async () => (await tables.send(new GetCommand({ TableName, Key: { productId: valid } }))).Item,
  );
  expect(projection).toMatchObject({ available: 7 });
  await cloud.settled();
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  expect(Messages.filter(({ Body = '' }) => Body.includes(invalid))).toEqual([]);
});
