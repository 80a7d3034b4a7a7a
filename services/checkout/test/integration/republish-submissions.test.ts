import { describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { runningCloud } from '#libs/testing';
import { completed, newProduct, openSession, completeBasket, tokenHeader } from './storefront.ts';

const cloud = runningCloud();
const lambda = new LambdaClient(cloud.clientConfig);
const dynamoDb = new DynamoDBClient(cloud.clientConfig);

const invoke = async (name: string, event: object) => {
  const FunctionName = `tradewind-checkout-local-${name}`;
  return lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }));
};

/** Runs the schedule now, as EventBridge does when it is due. */
const scheduled = () => invoke('republish-submissions', { time: '2030-01-01T00:00:00Z' });

async function runSchedule() {
  expect((await scheduled()).FunctionError).toBeUndefined();
}

const past = '2020-01-01T00:00:00.000Z';

const change = async (sessionId: string, expression: Partial<UpdateItemCommandInput>) =>
  dynamoDb.send(
    new UpdateItemCommand({
      TableName: await cloud.ref('checkout', 'SessionsTable'),
      Key: { sessionId: { S: sessionId } },
      ...expression,
    }),
  );

const remove = async (sessionId: string) =>
  dynamoDb.send(
    new DeleteItemCommand({
      TableName: await cloud.ref('checkout', 'SessionsTable'),
      Key: { sessionId: { S: sessionId } },
    }),
  );

async function abandonedSession(): Promise<string> {
  const lineItems = [{ productId: `prd_${'1'.padStart(36, '0')}`, quantity: 1 }];
  const { body } = await openSession({ lineItems });
  await change(body.sessionId, {
    UpdateExpression: 'SET expiresAt = :past',
    ExpressionAttributeValues: { ':past': { S: past } },
  });
  return body.sessionId;
}

const stored = async (sessionId: string) => {
  const TableName = await cloud.ref('checkout', 'SessionsTable');
  return (await dynamoDb.send(new GetItemCommand({ TableName, Key: { sessionId: { S: sessionId } } }))).Item;
};

describe('an abandoned session', () => {
  it('expires without a write and rejects changes', async () => {
    const sessionId = await abandonedSession();
    await runSchedule();
    expect(await stored(sessionId)).toMatchObject({ status: { S: 'open' }, version: { N: '1' } });

    const path = `/checkout/sessions/${sessionId}`;
    const headers = tokenHeader(sessionId);
    const expired = await cloud.call('GET', path, { headers });
    expect(expired).toMatchObject({ status: 200, body: { status: 'expired' } });
    const rejected = await cloud.call('PATCH', path, { headers, body: { email: 'ada@example.com' } });
    expect(rejected).toMatchObject({ status: 409, body: { code: 'checkout.expired' } });
  });
});

/** Buys a product, and restores the state before the order ended, with a submission that is due. */
async function submittedSession(): Promise<string> {
  const { body } = await openSession(completeBasket(await newProduct({ units: 1 })));
  const { sessionId } = body;
  expect((await completed(sessionId)).body.status).toBe('completed');
  const submission = {
    M: {
      orderId: { S: 'ord_1' },
      publishAttempts: { N: '1' },
      republishAt: { S: past },
      submittedAt: { S: past },
      encryptedPaymentToken: { S: 'dG9rZW4=' },
    },
  };
  await change(sessionId, {
    UpdateExpression: 'SET #status = :completing, submission = :submission, dueAt = :past, dueGroup = :group',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':completing': { S: 'completing' },
      ':submission': submission,
      ':past': { S: past },
      ':group': { S: String(parseInt(sessionId.at(-1)!, 36) % 8) },
    },
  });
  return sessionId;
}

const publishAttempts = async (sessionId: string) =>
  (await stored(sessionId))?.['submission']?.M?.['publishAttempts']?.N;

describe('a submitted session whose order has not ended', () => {
  it('is published again with the same order', async () => {
    const sessionId = await submittedSession();
    try {
      const before = await stored(sessionId);
      await runSchedule();
      expect(await publishAttempts(sessionId)).toBe('2');
      expect((await stored(sessionId))?.['attempts']).toEqual(before?.['attempts']);
    } finally {
      await remove(sessionId);
    }
  });
});

describe('an unreadable session', () => {
  it('returns 500 and does not keep other submissions from being published again', async () => {
    const [sessionId, other] = [await submittedSession(), await submittedSession()];
    try {
      await change(sessionId, { UpdateExpression: 'REMOVE attempts, version' });
      expect(
        await cloud.call('GET', `/checkout/sessions/${sessionId}`, { headers: tokenHeader(sessionId) }),
      ).toMatchObject({ status: 500 });
      expect((await scheduled()).FunctionError).toBe('Unhandled');
      expect(await publishAttempts(other)).toBe('2');
    } finally {
      await Promise.all([remove(sessionId), remove(other)]);
    }
  });

  it('fails publish-submissions', async () => {
    const NewImage = { sessionId: { S: 'chk_unreadable' }, status: { S: 'completing' } };
    const event = { Records: [{ eventID: '1', dynamodb: { NewImage, SequenceNumber: '1' } }] };
    expect((await invoke('publish-submissions', event)).FunctionError).toBe('Unhandled');
  });
});
