import { describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { runningCloud } from '#libs/testing';

const cloud = runningCloud();
const lambda = new LambdaClient(cloud.clientConfig);
const dynamoDb = new DynamoDBClient(cloud.clientConfig);

/** Runs the schedule now, as EventBridge does when it is due. */
async function runSchedule() {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: 'tradewind-checkout-local-expire-sessions',
      Payload: Buffer.from(JSON.stringify({ time: '2030-01-01T00:00:00Z' })),
    }),
  );
  expect(answer.FunctionError).toBeUndefined();
}

async function abandonedSession(): Promise<string> {
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 1 }];
  const { body } = await cloud.call('POST', '/checkout/sessions', { body: { lineItems } });
  const past = '2020-01-01T00:00:00.000Z';
  await dynamoDb.send(
    new UpdateItemCommand({
      TableName: await cloud.ref('checkout', 'SessionsTable'),
      Key: { sessionId: { S: body.sessionId } },
      UpdateExpression: 'SET expiresAt = :past, dueAt = :past',
      ExpressionAttributeValues: { ':past': { S: past } },
    }),
  );
  return body.sessionId;
}

const stored = async (sessionId: string) => {
  const TableName = await cloud.ref('checkout', 'SessionsTable');
  return (await dynamoDb.send(new GetItemCommand({ TableName, Key: { sessionId: { S: sessionId } } }))).Item;
};

describe('an abandoned session', () => {
  it('expires with the schedule, and says so to who comes back', async () => {
    const sessionId = await abandonedSession();
    await runSchedule();
    expect(await stored(sessionId)).toMatchObject({ status: { S: 'expired' }, version: { N: '2' } });
    expect(await stored(sessionId)).not.toHaveProperty('dueAt');
    await runSchedule();
    expect((await stored(sessionId))?.['version']).toEqual({ N: '2' });

    const path = `/checkout/sessions/${sessionId}`;
    expect(await cloud.call('GET', path)).toMatchObject({ status: 200, body: { status: 'expired' } });
    const refused = await cloud.call('PATCH', path, { body: { email: 'ada@example.com' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'checkout.expired' } });
  });
});
