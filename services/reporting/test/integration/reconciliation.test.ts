import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { toNightlyJobId } from '../../src/models/nightly-job.ts';
import { waitForOrderProjections } from '../order-projections.ts';
import { orderPlaced } from '../order-events.ts';
import { publishEvents } from '../publish-events.ts';

const cloud = runningCloud();
const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
const lambda = new LambdaClient(cloud.clientConfig);
const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000).toISOString();
const planted: { TableName: string; Key: object }[] = [];

/** Creates a reservation without an order. */
async function plantReservation(status: string, productId: string): Promise<string> {
  const [TableName, orderId] = [await cloud.ref('inventory', 'ReservationsTable'), newId('ord')];
  const lineItems = [{ productId, quantity: 1 }];
  await client.send(new PutCommand({ TableName, Item: { orderId, status, lineItems, changedAt: longAgo } }));
  planted.push({ TableName, Key: { orderId } });
  return orderId;
}

afterAll(async () => {
  for (const item of planted) await client.send(new DeleteCommand(item));
});

async function invoke(name: string, event: object) {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: `tradewind-reporting-local-${name}`, Payload: JSON.stringify(event) }),
  );
  expect(FunctionError).toBeUndefined();
  return JSON.parse(new TextDecoder().decode(Payload) || 'null');
}

const reconcile = (as: 'staff' | 'customer') =>
  cloud.call('POST', '/reporting/reconciliations', { as, headers: { 'idempotency-key': newId('key') } });

describe('a reconciliation', () => {
  it('finds mismatches between services and within inventory', async () => {
    const productId = newId('prd');
    const soldToUnknownOrder = await plantReservation('committed', productId);
    const stuck = await plantReservation('reserved', productId);
    const event = orderPlaced({ placedAt: longAgo });
    await publishEvents([event]);
    await waitForOrderProjections([event.data.orderId], ({ placed }) => placed !== undefined);

    const answer = await reconcile('staff');
    expect(answer.status).toBe(202);
    const location = answer.headers.get('location')!;
    expect(location).toBe(`/reporting/reconciliations/${answer.body.jobId}`);
    const job = await waitUntil(async () => {
      const { body } = await cloud.call('GET', location, { as: 'staff' });
      return body.status === 'succeeded' || body.status === 'failed' ? body : undefined;
    });
    const report = (await (await fetch(job.result.files[0].url)).json()) as {
      mismatchesTotal: number;
      mismatches: { code: string; orderId?: string; productId?: string }[];
    };
    expect(report.mismatches).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'reservation.order-missing', orderId: soldToUnknownOrder }),
        expect.objectContaining({ code: 'reservation.open-too-long', orderId: stuck }),
        expect.objectContaining({ code: 'order.reservation-missing', orderId: event.data.orderId }),
        { code: 'stock.available-differs', productId, expected: -2, actual: 0 },
      ]),
    );
    expect(job.result.facts).toMatchObject({ mismatches: report.mismatchesTotal });
    expect(job.result.facts.products).toBeGreaterThanOrEqual(200);
  });

  it('is created once per night, and is not abandoned after it ended', async () => {
    const dueAt = new Date('2031-01-01T03:00:00.000Z');
    const jobId = toNightlyJobId('reconcile-stock', dueAt);
    const path = `/reporting/reconciliations/${jobId}`;
    const due = { id: 'night', time: dueAt.toISOString() };
    await invoke('reconcile-nightly', due);
    await invoke('reconcile-nightly', due);
    const job = await waitUntil(async () => {
      const { body } = await cloud.call('GET', path, { as: 'staff' });
      return body.status === 'succeeded' || body.status === 'failed' ? body : undefined;
    });
    expect(job.status).toBe('succeeded');
    expect(await invoke('abandon-job', { jobId, correlationId: 'night' })).toMatchObject({
      status: 'succeeded',
    });
    expect((await cloud.call('GET', path, { as: 'staff' })).body).toEqual(
      expect.objectContaining({ status: 'succeeded', version: job.version }),
    );
  });

  it('requires staff', async () => {
    expect((await reconcile('customer')).status).toBe(401);
    expect((await cloud.call('GET', '/reporting/reconciliations', { as: 'customer' })).status).toBe(401);
  });
});
