import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { signatureOf } from '../../src/models/webhook-signature.ts';
import { paymentCommand } from '../payment-commands.ts';
import { sandboxBooks } from '../sandbox-books.ts';

const standing = async (orderId: string) => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const TableName = await cloud.ref('payments', 'PaymentsTable');
  return (await client.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }))).Item;
};
const post = async (body: object, sign: (payload: string) => string | undefined) => {
  const payload = JSON.stringify(body);
  const signature = sign(payload);
  return runningCloud().call('POST', '/payments/webhooks', {
    body: payload,
    headers: { ...(signature !== undefined && { 'stripe-signature': signature }) },
  });
};
const ourSecret = () => runningCloud().parameter('/tradewind/local/payments/webhook-secret');

describe('POST /payments/webhooks', () => {
  it('takes note of a refund made at the provider’s side', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId);
    await paymentCommand('capture', orderId);
    const books = await sandboxBooks();
    const [charge] = await books.chargesOf(orderId);
    await books.refund(charge!, 200);
    const noted = await waitUntil(async () => {
      const payment = await standing(orderId);
      return payment?.['refundedTotal'] === 200 ? payment : undefined;
    });
    expect(noted).toMatchObject({ status: 'captured' });
  });

  it('acknowledges an event of a type it does not know', async () => {
    const secret = await ourSecret();
    const response = await post({ id: 'evt_1', type: 'invoice.paid' }, (payload) =>
      signatureOf(payload, secret, new Date()),
    );
    expect([response.status, response.body]).toEqual([200, { received: true }]);
  });

  it('acknowledges a refund that came back', async () => {
    const secret = await ourSecret();
    const refund = { id: 're_1', payment_intent: 'pi_1' };
    const event = { id: 'evt_1', type: 'refund.failed', data: { object: refund } };
    const response = await post(event, (payload) => signatureOf(payload, secret, new Date()));
    expect([response.status, response.body]).toEqual([200, { received: true }]);
  });

  it('acknowledges what became of a payment that is not ours, and keeps nothing of it', async () => {
    const secret = await ourSecret();
    const orderId = newId('ord');
    const charge = { id: 'ch_1', amount: 200, amount_refunded: 200, metadata: { orderId } };
    const event = { id: 'evt_2', type: 'charge.refunded', data: { object: charge } };
    const response = await post(event, (payload) => signatureOf(payload, secret, new Date()));
    expect([response.status, response.body]).toEqual([200, { received: true }]);
    expect(await standing(orderId)).toBeUndefined();
  });

  it('refuses a forged and a stale signature', async () => {
    const secret = await ourSecret();
    const event = { id: 'evt_1', type: 'charge.refunded' };
    const forged = await post(event, (payload) => signatureOf(payload, 'whsec_guess', new Date()));
    expect([forged.status, forged.body.code]).toEqual([400, 'webhook.signature-invalid']);
    const stale = await post(event, (payload) =>
      signatureOf(payload, secret, new Date(Date.now() - 600_000)),
    );
    expect([stale.status, stale.body.code]).toEqual([400, 'webhook.signature-expired']);
  });

  it('refuses what is not signed before a function runs', async () => {
    const before = await runningCloud().invocations('payments', 'receive-webhook');
    const response = await post({ id: 'evt_1' }, () => undefined);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await runningCloud().invocations('payments', 'receive-webhook')).toBe(before);
  });
});
